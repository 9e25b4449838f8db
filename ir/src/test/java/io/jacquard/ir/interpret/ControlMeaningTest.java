package io.jacquard.ir.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Control;
import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise.Direction;
import io.jacquard.ir.Function;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlMeaningTest {
    private static final TensorType NUMBER = TensorType.of(DType.I32);

    private static Function adding(int amount) {
        Builder b = new Builder("adding");
        Value x = b.parameter("x", NUMBER);
        Sugar s = new Sugar(b);
        return b.build(List.of(s.add(x, s.like(x, amount))));
    }

    @Test
    void aLoopRunsWhileItsConditionHolds() {
        Builder c = new Builder("condition");
        Value x = c.parameter("x", NUMBER);
        Sugar s = new Sugar(c);
        Function below = c.build(List.of(s.compare(Direction.LT, x, s.like(x, 10))));
        Control.While op = new Control.While(below, adding(4));

        assertThat(Run.op(op, Literal.scalar(DType.I32, 1)).getLong(0)).isEqualTo(13);
        assertThat(Run.op(op, Literal.scalar(DType.I32, 11)).getLong(0)).isEqualTo(11);
    }

    @ParameterizedTest
    @CsvSource({"0, 101", "1, 102", "2, 103", "3, 103", "-1, 103", "-2147483648, 103"})
    void aChoiceOutsideTheBranchesIsTheLast(int index, int expected) {
        Control.Case op = new Control.Case(List.of(adding(1), adding(2), adding(3)));

        Literal result =
                Run.op(op, Literal.scalar(DType.I32, index), Literal.scalar(DType.I32, 100));

        assertThat(result.getLong(0)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"false, 1 3 6", "true, 6 5 3"})
    void aScanHandsItsCarryOnAndStacksItsOutputs(boolean reverse, String sums) {
        Builder b = new Builder("sum");
        Value sum = b.parameter("sum", NUMBER);
        Value x = b.parameter("x", NUMBER);
        Value next = new Sugar(b).add(sum, x);
        Control.Scan op = new Control.Scan(b.build(List.of(next, next)), 1, 1, 3, reverse);
        Builder f = new Builder("f");
        List<Value> parameters =
                List.of(f.parameter("zero", NUMBER), f.parameter("x", TensorType.of(DType.I32, 3)));
        Function whole = f.build(f.append(op, parameters).results());

        List<Literal> results =
                Interpreter.run(
                        whole, List.of(Literal.scalar(DType.I32, 0), Run.of(DType.I32, 1, 2, 3)));

        assertThat(results.get(0).getLong(0)).isEqualTo(6);
        assertThat(results.get(1).ints())
                .containsExactly(
                        Arrays.stream(sums.split(" ")).mapToInt(Integer::parseInt).toArray());
    }
}

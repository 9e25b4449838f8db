package io.jacquard.ir.interpret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jacquard.ir.Binary;
import io.jacquard.ir.Builder;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Marker;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Unary;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterpreterTest {
    private static final TensorType PAIR = TensorType.of(DType.F32, 2);
    private static final Literal ONE_TWO = Literal.of(new float[] {1, 2}, 2);

    @Test
    void returnsResultsInOrderWithRepetitionsAndParameters() {
        Builder b = new Builder("f");
        Value x = b.parameter("x", PAIR);
        Value y = b.add(new Binary.Add(), x, x);
        Value z = b.add(new Binary.Multiply(), y, x);
        Function f = b.build(List.of(z, x, y, z));
        List<Literal> results = Interpreter.run(f, List.of(ONE_TWO));
        assertThat(results.get(0).doubles()).containsExactly(2, 8);
        assertThat(results.get(1)).isEqualTo(ONE_TWO);
        assertThat(results.get(2).doubles()).containsExactly(2, 4);
        assertThat(results.get(3)).isEqualTo(results.get(0));
    }

    @Test
    void leavesItsArgumentsAlone() {
        Builder b = new Builder("f");
        Value x = b.parameter("x", PAIR);
        Function f = b.build(List.of(b.add(new Unary.Negate(), x)));
        Literal argument = Literal.of(new float[] {1, 2}, 2);
        Interpreter.run(f, List.of(argument));
        assertThat(argument).isEqualTo(ONE_TWO);
    }

    @Test
    void showsEachInstructionAndItsResult() {
        Builder b = new Builder("f");
        Value x = b.parameter("x", PAIR);
        Value y = b.add(new Unary.Negate(), x);
        b.add(new Marker.Tap("seen"), y);
        Function f = b.build(List.of(b.add(new Marker.StopGradient(), y)));
        List<String> seen = new ArrayList<>();
        Observer observer =
                new Observer() {
                    @Override
                    public void given(Value.Parameter parameter, Literal argument) {
                        seen.add(parameter.name() + " " + argument);
                    }

                    @Override
                    public void computed(Instruction instruction, List<Literal> results) {
                        seen.add(instruction.op().name() + " " + results.getFirst());
                    }
                };
        Interpreter.run(f, List.of(ONE_TWO), observer);
        assertThat(seen)
                .containsExactly(
                        "x f32[2] 1.0 2.0",
                        "negate f32[2] -1.0 -2.0",
                        "tap f32[2] -1.0 -2.0",
                        "stop_gradient f32[2] -1.0 -2.0");
    }

    @Test
    void rejectsArgumentsThatAreNotTheParameters() {
        Builder b = new Builder("f");
        Value x = b.parameter("x", PAIR);
        Function f = b.build(List.of(x));
        assertThatThrownBy(() -> Interpreter.run(f, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("f takes 1 arguments, 0 were given");
        assertThatThrownBy(() -> Interpreter.run(f, List.of(Literal.scalar(DType.F32, 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("argument 0 of f is f32[], its parameter is %x: f32[2]");
    }
}

package io.jacquard.ir.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Control;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Recurrent;
import io.jacquard.ir.Recurrent.Gru;
import io.jacquard.ir.Recurrent.Lstm;
import io.jacquard.ir.Recurrent.Rnn;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import io.jacquard.ir.pass.Decompose;
import io.jacquard.ir.pass.Passes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecurrentRuleTest {
    static List<Recurrent> networks() {
        return List.of(
                new Rnn(Rnn.Activation.TANH, false),
                new Rnn(Rnn.Activation.TANH, true),
                new Rnn(Rnn.Activation.RELU, false),
                new Gru(false),
                new Gru(true),
                new Lstm(false),
                new Lstm(true));
    }

    private static List<int[]> shapes(Recurrent op, int time, int batch, int features, int width) {
        int all = op.gates() * width;
        List<int[]> made = new ArrayList<>();
        made.add(new int[] {time, batch, features});
        for (int i = 0; i < op.states(); i++) {
            made.add(new int[] {batch, width});
        }
        made.add(new int[] {features, all});
        made.add(new int[] {width, all});
        for (int i = 0; i < op.biases(); i++) {
            made.add(new int[] {all});
        }
        return made;
    }

    private static void agree(Recurrent op, int time, int batch) {
        List<Literal> operands = new ArrayList<>();
        for (int[] shape : shapes(op, time, batch, 4, 5)) {
            operands.add(Pieces.random(TensorType.of(DType.F64, shape), operands.size() + 3));
        }
        Pieces.agree(op, operands.toArray(Literal[]::new));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void gradientsAreThoseOfTheDecomposition(Recurrent op) {
        agree(op, 3, 2);
        agree(op, 1, 1);
        agree(op, 0, 2);
        agree(op, 6, 3);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void theStepsRunOnceForwardAndOnceBack(Recurrent op) {
        Builder b = new Builder("f");
        List<Value> operands = new ArrayList<>();
        for (int[] shape : shapes(op, 3, 2, 4, 5)) {
            operands.add(b.parameter("x", TensorType.of(DType.F32, shape)));
        }
        Value hidden = b.append(op, operands).results().getFirst();
        Value loss = new Sugar(b).reduce(Reducer.ADD, hidden, IntList.of(0, 1, 2));
        Function f = b.build(List.of(loss, hidden));
        Function both = ReverseMode.differentiate(f, IntList.range(0, operands.size()));
        Function made = Passes.standard().apply(Decompose.where(_ -> true).apply(both));

        assertThat(made.instructions()).filteredOn(i -> i.op() instanceof Control.Scan).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void allResultsAgreeWithDifferences(Recurrent op) {
        Differences d = Differences.seeded(60);
        shapes(op, 2, 1, 2, 2).forEach(d::with);
        d.check((s, x) -> {
            List<? extends Value> y = s.builder().append(op, x).results();
            Value states = y.get(1);
            for (Value state : y.subList(2, y.size())) {
                states = s.mul(states, state);
            }
            return s.mul(y.getFirst(), s.repeatAlong(states, y.getFirst().type().shape(), 0));
        });
    }
}

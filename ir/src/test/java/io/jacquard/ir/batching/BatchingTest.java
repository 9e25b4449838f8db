package io.jacquard.ir.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jacquard.ir.Binary;
import io.jacquard.ir.Builder;
import io.jacquard.ir.Contraction.DotGeneral;
import io.jacquard.ir.Control;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Op;
import io.jacquard.ir.Reduction;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.Site;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Unary;
import io.jacquard.ir.Value;
import io.jacquard.ir.autodiff.ReverseMode;
import io.jacquard.ir.interpret.Interpreter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchingTest {
    private static final BatchAxis FIRST = BatchAxis.at(0);

    private static Function of(Op op, TensorType... operands) {
        Builder b = new Builder("f");
        List<Value> x = new ArrayList<>();
        for (TensorType t : operands) {
            x.add(b.parameter("x", t));
        }
        return b.build(b.append(op, x).results());
    }

    private static Literal counted(int... sizes) {
        Literal made = Literal.zeros(TensorType.of(DType.F64, sizes));
        for (int i = 0; i < made.elements(); i++) {
            made.set(i, i + 1);
        }
        return made;
    }

    @Test
    void aSharedMatrixIsNotRepeated() {
        Function f =
                of(
                        DotGeneral.matmul(),
                        TensorType.of(DType.F64, 2, 3),
                        TensorType.of(DType.F64, 3, 4));
        Function made = Batching.of(f, 5, List.of(FIRST, BatchAxis.none()));
        assertThat(made.instructions()).hasSize(1);
        assertThat(made.resultTypes()).containsExactly(TensorType.of(DType.F64, 5, 2, 4));
    }

    @Test
    void examplesLieAlongAnyAxis() {
        Function f = of(new Unary.Negate(), TensorType.of(DType.F64, 2));
        Literal x = Literal.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3);
        Literal expected = Literal.of(new double[] {-1, -4, -2, -5, -3, -6}, 3, 2);
        for (int axis : new int[] {1, -1}) {
            Function made = Batching.of(f, 3, List.of(BatchAxis.at(axis)));
            assertThat(Interpreter.run(made, List.of(x))).containsExactly(expected);
        }
    }

    @Test
    void whatDependsOnNoExampleIsComputedOnceAndRepeated() {
        Function f = of(new Unary.Negate(), TensorType.of(DType.F64));
        Function made = Batching.of(f, 2, List.of(BatchAxis.none()));
        assertThat(made.instructions().getFirst().operand(0).type().rank()).isZero();
        assertThat(Interpreter.run(made, List.of(Literal.scalar(DType.F64, 3))))
                .containsExactly(Literal.of(new double[] {-3, -3}, 2));
    }

    @Test
    void refusesAnotherNumberOfAxes() {
        Function f = of(new Unary.Negate(), TensorType.of(DType.F64));
        assertThatThrownBy(() -> Batching.of(f, 2, List.of()))
                .isInstanceOf(BatchingException.class)
                .hasMessageContaining("[vmap] 0 axes for f(1 parameters)")
                .hasMessageContaining("expected one a parameter");
    }

    @Test
    void refusesAnAxisOutsideItsParameter() {
        Function f = of(new Unary.Negate(), TensorType.of(DType.F64, 2));
        for (int axis : new int[] {2, -3}) {
            assertThatThrownBy(() -> Batching.of(f, 2, List.of(BatchAxis.at(axis))))
                    .isInstanceOf(BatchingException.class)
                    .hasMessageContaining("no axis " + axis + " for the examples of %x: f64[2]")
                    .hasMessageContaining("expected an axis from -2 to 1");
        }
    }

    @Test
    void aLoopComputesWhatAStructuralRuleDoes() {
        TensorType matrix = TensorType.of(DType.F64, 3, 2);
        loopAgrees(DotGeneral.matmul(), List.of(counted(4, 2, 3), counted(3, 2)), true, false);
        loopAgrees(DotGeneral.matmul(), List.of(counted(2, 3), counted(4, 3, 2)), false, true);
        loopAgrees(DotGeneral.matmul(), List.of(counted(4, 2, 3), counted(4, 3, 2)), true, true);
        loopAgrees(new Reduction.ArgMax(1), List.of(counted(4, 3, 2)), true);
        Function body = of(new Unary.Tanh(), matrix);
        loopAgrees(new Control.Rematerialize(body), List.of(counted(4, 3, 2)), true);
    }

    private static void loopAgrees(Op op, List<Literal> arguments, boolean... stacked) {
        Builder b = new Builder("both");
        Batch batch = new Batch(new Sugar(b), 4);
        List<Batched> operands = new ArrayList<>();
        for (Literal x : arguments) {
            operands.add(new Batched(b.parameter("x", x.type()), stacked[operands.size()]));
        }
        List<Value> made = new ArrayList<>();
        made.addAll(batch.stackAll(Loop.of(batch, op, operands)));
        made.addAll(batch.stackAll(Rules.of(op).meaning().of(batch, operands)));
        List<Literal> results = Interpreter.run(b.build(made), arguments);
        assertThat(results.getFirst()).isEqualTo(results.getLast());
    }

    @Test
    void recordedInstructionsAreReplayedInTheirOwnBuilder() {
        Builder b = new Builder("f");
        Value x = b.parameter("x", TensorType.of(DType.F64, 4));
        Value shared = b.parameter("c", TensorType.of(DType.F64));
        Sugar s = new Sugar(b);
        Builder.Recording one =
                b.record(
                        List.of(TensorType.of(DType.F64)),
                        in -> List.of(s.add(in.getFirst(), shared), s.neg(shared)));
        assertThat(b.instructions()).isEmpty();
        List<Batched> made =
                Batching.replay(
                        b,
                        4,
                        one.instructions(),
                        Map.of(one.inputs().getFirst(), Batched.stacked(x)),
                        one.results());
        assertThat(made).extracting(Batched::stacked).containsExactly(true, false);
        Function f = b.build(made.stream().map(Batched::value).toList());
        assertThat(Interpreter.run(f, List.of(counted(4), Literal.scalar(DType.F64, 2))))
                .containsExactly(
                        Literal.of(new double[] {3, 4, 5, 6}, 4), Literal.scalar(DType.F64, -2));
    }

    @Test
    void whatWasRecordedBelongsToNoFunction() {
        Builder b = new Builder("f");
        Builder.Recording one =
                b.record(
                        List.of(TensorType.of(DType.F64)),
                        in -> List.of(b.add(new Unary.Negate(), in.getFirst())));
        assertThat(b.parameters()).isEmpty();
        for (Value v : List.of(one.inputs().getFirst(), one.results().getFirst())) {
            assertThatThrownBy(() -> b.add(new Unary.Negate(), v))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("belongs to another function");
        }
    }

    // y = w * x with a gradient that is twice the true one: of shared w it is the sum over
    // examples.
    @Test
    void aSharedOperandOfACustomGradientReceivesFromAllExamples() {
        TensorType t = TensorType.of(DType.F64, 3);
        Builder backward = new Builder("backward");
        Value w = backward.parameter("w", t);
        Value x = backward.parameter("x", t);
        backward.parameter("y", t);
        Sugar s = new Sugar(backward);
        Value d = s.mul(backward.parameter("d", t), 2);
        Control.CustomGradient op =
                new Control.CustomGradient(
                        of(new Binary.Multiply(), t, t),
                        backward.build(List.of(s.mul(d, x), s.mul(d, w))));
        Function f = Batching.of(of(op, t, t), 2, List.of(BatchAxis.none(), FIRST));
        Builder b = new Builder("sum");
        Value vw = b.parameter("w", t);
        Value vx = b.parameter("x", TensorType.of(DType.F64, 2, 3));
        Value y = b.inline(f, List.of(vw, vx)).getFirst();
        Value sum = new Sugar(b).reduce(Reduction.Reducer.ADD, y, IntList.of(0, 1));
        Function g = ReverseMode.differentiate(b.build(List.of(sum)), IntList.of(0, 1));
        List<Literal> made = Interpreter.run(g, List.of(counted(3), counted(2, 3)));
        assertThat(made.get(1)).isEqualTo(Literal.of(new double[] {10, 14, 18}, 3));
        assertThat(made.get(2)).isEqualTo(Literal.of(new double[] {2, 4, 6, 2, 4, 6}, 2, 3));
    }

    @Test
    void instructionsKeepTheirPlaces() {
        Builder b = new Builder("f", () -> new Site("Model.java:7", "layer"));
        Value x = b.parameter("x", TensorType.of(DType.F64, 2));
        Function f = b.build(List.of(b.add(new Shaping.Reverse(IntList.of(0)), x)));
        assertThat(Batching.of(f, 3).instructions())
                .allSatisfy(i -> assertThat(i.site().toString()).contains("Model.java:7"));
    }
}

package io.jacquard.tensor;

import static io.jacquard.testkit.ArrayAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Shape;
import io.jacquard.ir.ShapeException;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.batching.BatchAxis;
import io.jacquard.runtime.Device;
import io.jacquard.testkit.Tolerance;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class VmapTest {
    private static final Literal X = Run.shaped(new double[] {1, 2, 3, 4, 5, 6}, 2, 3);

    @Test
    void doesToEachExampleWhatTheFunctionDoesToOne() {
        assertThat(Run.of(Vmap.of(row -> row.mul(row).sum()), X)).isExactly(Run.floats(14, 77));
    }

    @Test
    void pairsTheExamplesOfTwoArguments() {
        BinaryOperator<Tensor> dot = (a, b) -> a.mul(b).sum();
        assertThat(Run.of(Vmap.of(dot), X, X)).isExactly(Run.floats(14, 77));
    }

    @Test
    void tensorsFromOutsideAreTheSameForAllExamples() {
        BinaryOperator<Tensor> f = (x, w) -> Vmap.of(row -> row.mul(w).sum()).apply(x);
        assertThat(Run.of(f, X, Run.floats(1, 0, 2))).isExactly(Run.floats(7, 16));
    }

    @Test
    void isNestedAsALoopInALoop() {
        // every row of the left with every row of the right
        BinaryOperator<Tensor> products =
                (x, y) -> Vmap.of(a -> Vmap.of(b -> a.mul(b).sum()).apply(y)).apply(x);
        assertThat(Run.of(products, X, X))
                .isExactly(Run.shaped(new double[] {14, 32, 32, 77}, 2, 2));
    }

    @Test
    void examplesLieWhereTold() {
        Vmap scaled =
                Vmap.ofList(in -> List.of(in.getFirst().mul(in.getLast())))
                        .in(BatchAxis.at(-1), BatchAxis.none())
                        .out(BatchAxis.at(1));
        assertThat(Run.all(scaled, X, Run.floats(1, 10)).getFirst())
                .isExactly(Run.shaped(new double[] {1, 2, 3, 40, 50, 60}, 2, 3));
    }

    @Test
    void aResultThatIsTheSameForAllExamplesIsRepeatedOrGivenOnce() {
        Function<List<Tensor>, List<Tensor>> f = in -> List.of(in.get(0).exp(), in.get(1).neg());
        Vmap map = Vmap.ofList(f).in(BatchAxis.at(0), BatchAxis.none());
        Literal one = Literal.scalar(DType.F32, 3);
        assertThat(Run.all(map, X, one).get(1)).isExactly(Run.floats(-3, -3));
        Vmap once = map.out(BatchAxis.at(0), BatchAxis.none());
        assertThat(Run.all(once, X, one).get(1)).isExactly(Literal.scalar(DType.F32, -3));
    }

    @Test
    void ofAGradientIsTheGradientOfEachExample() {
        // loss = sum(x * w)^2 / 2, so the gradient of one example is x * sum(x * w)
        BinaryOperator<Tensor> each =
                (x, w) -> Vmap.of(row -> Grad.of(loss(row, w), List.of(w)).getFirst()).apply(x);
        assertThat(Run.of(each, X, Run.floats(1, 0, 2)))
                .isExactly(Run.shaped(new double[] {7, 14, 21, 64, 80, 96}, 2, 3));
    }

    private static Tensor loss(Tensor row, Tensor w) {
        return row.mul(w).sum().square().mul(0.5);
    }

    @Test
    void theGradientReachesTensorsThroughWhatWasComputedOutside() {
        BinaryOperator<Tensor> each =
                (x, w) -> {
                    var twice = w.mul(2);
                    return Vmap.of(row -> Grad.of(row.mul(twice).sum(), List.of(w)).getFirst())
                            .apply(x);
                };
        assertThat(Run.of(each, X, Run.floats(1, 0, 2)))
                .isExactly(Run.shaped(new double[] {2, 4, 6, 8, 10, 12}, 2, 3));
    }

    @Test
    void isDifferentiatedAsWhatItComputes() {
        UnaryOperator<Tensor> mapped = Grad.of(x -> Vmap.of(row -> row.sum().exp()).apply(x).sum());
        UnaryOperator<Tensor> plain = Grad.of(x -> x.sum(1).exp().sum());
        assertThat(Run.of(mapped, X)).isCloseTo(Run.of(plain, X), Tolerance.ELEMENTWISE);
    }

    @Test
    void hessiansAreGradientsOfGradients() {
        // of sum(x^3) it is the diagonal of 6 x
        UnaryOperator<Tensor> hessian =
                x -> {
                    var gradient = Grad.of((Tensor t) -> t.mul(t).mul(t).sum()).apply(x);
                    return Vmap.of(row -> Grad.of(gradient, row, List.of(x)).getFirst())
                            .apply(Tensor.iota(3).oneHot(3, DType.F32));
                };
        assertThat(Run.of(hessian, Run.floats(1, 2, 3)))
                .isExactly(Run.shaped(new double[] {6, 0, 0, 0, 12, 0, 0, 0, 18}, 3, 3));
    }

    @Test
    void aProductHasMatricesOfItsOwnForEachExample() {
        BinaryOperator<Tensor> one = (x, k) -> x.matmul(k).softmax(-1);
        Literal x = Run.counting(3, 2, 4);
        Literal k = Run.filled(TensorType.of(DType.F32, 3, 4, 2), i -> 0.25 * (i % 5) - 0.5);
        Literal made = Run.of(Vmap.of(one), x, k);
        Literal plain = Run.of((a, b) -> a.matmul(b).softmax(-1), x, k);
        assertThat(made).isExactly(plain);
    }

    @Test
    void eachExampleDrawsItsOwnRandomNumbers() {
        UnaryOperator<Tensor> noise =
                x -> Vmap.of(_ -> Trace.current().randomKey().randomUniform(Shape.of(4))).apply(x);
        Literal made = Run.of(noise, X);
        assertThat(made.type()).isEqualTo(TensorType.of(DType.F32, 2, 4));
        assertThat(made.doubles()).doesNotHaveDuplicates();
    }

    @Test
    void randomNumbersDifferInEveryLevelOfNesting() {
        UnaryOperator<Tensor> noise =
                x ->
                        Vmap.of(row ->
                                        Vmap.of(_ ->
                                                        Trace.current()
                                                                .randomKey()
                                                                .randomBits(Shape.SCALAR))
                                                .apply(row))
                                .apply(x);
        Literal made = Run.of(noise, X);
        assertThat(made.type()).isEqualTo(TensorType.of(DType.U32, 2, 3));
        assertThat(made.doubles()).doesNotHaveDuplicates();
    }

    // h' = tanh(h * w + x): sequences of different examples, and the gradient of each
    private static Tensor lastState(Tensor sequence, Tensor w) {
        return Flow.scan(
                        List.of(w.like(0)),
                        List.of(sequence),
                        (h, x) -> {
                            Tensor next = h.getFirst().mul(w).add(x.getFirst()).tanh();
                            return new Flow.Step(List.of(next), List.of());
                        })
                .carries()
                .getFirst();
    }

    @Test
    void runsScansAndTheirGradients() {
        Literal w = Literal.scalar(DType.F32, 0.5);
        BinaryOperator<Tensor> states = (x, v) -> Vmap.of(row -> lastState(row, v)).apply(x);
        BinaryOperator<Tensor> gradients =
                (x, v) ->
                        Vmap.of(row -> Grad.of(lastState(row, v), List.of(v)).getFirst()).apply(x);
        Literal made = Run.of(states, X, w);
        Literal slopes = Run.of(gradients, X, w);
        for (int i = 0; i < 2; i++) {
            int row = i;
            BinaryOperator<Tensor> one =
                    (x, v) -> lastState(x.slice(0, row, row + 1).reshape(3), v);
            BinaryOperator<Tensor> slope =
                    (x, v) -> Grad.of(one.apply(x, v), List.of(v)).getFirst();
            assertThat(Literal.scalar(DType.F32, made.get(i))).isExactly(Run.of(one, X, w));
            assertThat(Literal.scalar(DType.F32, slopes.get(i))).isExactly(Run.of(slope, X, w));
        }
    }

    @Test
    void examplesMayTakeDifferentNumbersOfSteps() {
        UnaryOperator<Tensor> doubled =
                x ->
                        Flow.whileLoop(
                                        List.of(x),
                                        s -> s.getFirst().lt(s.getFirst().like(100)),
                                        s -> List.of(s.getFirst().mul(2)))
                                .getFirst();
        assertThat(Run.of(Vmap.of(doubled), Run.floats(1, 3, 70, 500)))
                .isExactly(Run.floats(128, 192, 140, 500));
    }

    @Test
    void isUsedInsideALoop() {
        BinaryOperator<Tensor> f =
                (x, w) ->
                        Flow.scan(
                                        List.of(x.like(0)),
                                        List.of(Tensor.iota(3)),
                                        (c, _) -> {
                                            Tensor next =
                                                    Vmap.of(row -> row.add(w)).apply(c.getFirst());
                                            return new Flow.Step(List.of(next), List.of());
                                        })
                                .carries()
                                .getFirst();
        assertThat(Run.of(f, X, Run.floats(1, 2, 3)))
                .isExactly(Run.shaped(new double[] {3, 6, 9, 3, 6, 9}, 2, 3));
    }

    private static Tensor noise(Tensor row) {
        return Trace.current().randomKey().randomUniform(row.shape()).add(row);
    }

    @Test
    void drawsInsideACheckpointForEachExample() {
        UnaryOperator<Tensor> noise =
                x -> Vmap.of(row -> Flow.checkpoint(() -> List.of(noise(row))).getFirst()).apply(x);
        Literal made = Run.of(noise, Run.shaped(new double[6], 2, 3));
        assertThat(made.doubles()).doesNotHaveDuplicates();
    }

    @Test
    void tapsShowAllExamples() {
        List<TensorType> shown = new ArrayList<>();
        try (var device = Device.open("reference");
                var jit = Jit.of(device, Vmap.of(row -> row.sum().tap("sums")));
                var x = Array.of(device, X)) {
            jit.tapping((_, value) -> shown.add(value.type())).call(x).close();
        }
        assertThat(shown).containsExactly(TensorType.of(DType.F32, 2));
    }

    @Test
    void refusesExamplesOfDifferentNumber() {
        BinaryOperator<Tensor> sum = Vmap.of((a, b) -> a.add(b));
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Run.type(x -> sum.apply(x, x.slice(0, 0, 1)), X.type()))
                .withMessageStartingWith("[vmap] the numbers of examples differ: 2 and 1")
                .withMessageContaining("operands [f32[2, 3], f32[1, 3]]")
                .withMessageContaining("expected as many in each")
                .withMessageContaining("VmapTest");
    }

    @Test
    void refusesArgumentsWithoutExamples() {
        Vmap none = Vmap.ofList(x -> x).in(BatchAxis.none());
        refused(none, "no argument has examples");
        refused(Vmap.ofList(x -> x).in(BatchAxis.at(2)), "no axis 2 for the examples of f32[2, 3]");
        refused(
                Vmap.ofList(x -> x).out(BatchAxis.at(-3)),
                "no axis -3 for the examples of a result");
        refused(
                Vmap.ofList(x -> x).in(BatchAxis.at(0), BatchAxis.at(0)),
                "it has 1 arguments and 2 axes for them");
        refused(Vmap.ofList(x -> x).out(BatchAxis.none()), "result 0 differs between examples");
    }

    private static void refused(Vmap map, String problem) {
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Run.type(x -> map.apply(List.of(x)).getFirst(), X.type()))
                .withMessageStartingWith("[vmap] " + problem)
                .withMessageContaining("expected");
    }

    @Test
    void refusesATensorThatLeaksOutOfIt() {
        assertThatExceptionOfType(TraceException.class)
                .isThrownBy(() ->
                        Run.type(
                                x -> {
                                    List<Tensor> kept = new ArrayList<>();
                                    Vmap.of(
                                                    row -> {
                                                        kept.add(row.neg());
                                                        return row;
                                                    })
                                            .apply(x);
                                    return kept.getFirst().exp();
                                },
                                X.type()))
                .withMessageContaining("of one example of a vmap is used outside of it");
    }

    @Test
    void refusesToUpdateStateForOneExample() {
        assertThatExceptionOfType(TraceException.class)
                .isThrownBy(() ->
                        Run.type(
                                x -> {
                                    Trace.current().bind("mean", x);
                                    return Vmap.of(
                                                    row -> {
                                                        Trace.current().update("mean", row);
                                                        return row;
                                                    })
                                            .apply(x);
                                },
                                X.type()))
                .withMessageContaining("mean is updated for one example of a vmap");
    }

    @Test
    void whatIsBoundInsideHoldsInsideOnly() {
        UnaryOperator<Tensor> f =
                x -> {
                    Trace.current().bind("key", x);
                    var sums =
                            Vmap.of(
                                            row -> {
                                                Trace.current().bind("key", row);
                                                return Trace.current().bound("key").sum();
                                            })
                                    .apply(x);
                    return sums.add(Trace.current().bound("key").sum());
                };
        assertThat(Run.of(f, X)).isExactly(Run.floats(27, 36));
    }
}

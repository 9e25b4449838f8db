package io.jacquard.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Shape;
import io.jacquard.ir.ShapeException;
import io.jacquard.ir.TensorType;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Array;
import io.jacquard.tensor.Grad;
import io.jacquard.tensor.Jit;
import io.jacquard.testkit.ArrayAssert;
import io.jacquard.testkit.Fixtures;
import io.jacquard.testkit.Tolerance;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LossesTest {
    private static final Fixtures PYTORCH = Fixtures.load("losses");
    private static final Map<String, Loss> BY_FIXTURE =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("mse", Losses::mse),
                            Map.entry("mae", Losses::mae),
                            Map.entry("huber", Losses::huber),
                            Map.entry("huber-half", Losses.huber(0.5)),
                            Map.entry("bce-logits", Losses::binaryCrossEntropy),
                            Map.entry("bce-logits-soft", Losses::binaryCrossEntropy),
                            Map.entry("cross-entropy", Losses::crossEntropy),
                            Map.entry(
                                    "cross-entropy-smooth",
                                    Losses.crossEntropy().withLabelSmoothing(0.1)),
                            Map.entry(
                                    "cross-entropy-smooth-large",
                                    Losses.crossEntropy().withLabelSmoothing(0.3)),
                            Map.entry(
                                    "cross-entropy-smooth-soft",
                                    Losses.crossEntropy().withLabelSmoothing(0.3)),
                            Map.entry("cross-entropy-large", Losses::crossEntropy),
                            Map.entry("cross-entropy-soft", Losses::crossEntropy),
                            Map.entry("kl-logits", Losses::klDivergence),
                            Map.entry("kl-probabilities", Losses::klDivergenceOfProbabilities),
                            Map.entry("hinge", Losses::hinge),
                            Map.entry("squared-hinge", Losses::squaredHinge)));

    static Iterable<String> fixtures() {
        return BY_FIXTURE.keySet();
    }

    /// The losses of the examples, their mean, and its gradient to the predictions.
    private static List<Literal> run(Loss loss, Literal predictions, Literal targets) {
        try (var device = Device.open("reference");
                var jit =
                        Jit.ofList(
                                device,
                                in -> {
                                    var each = loss.apply(in.getFirst(), in.getLast());
                                    var mean = each.mean();
                                    var gradient = Grad.of(mean, List.of(in.getFirst()));
                                    return List.of(each, mean, gradient.getFirst());
                                });
                var p = Array.of(device, predictions);
                var t = Array.of(device, targets)) {
            var results = jit.callAll(List.of(p, t));
            var literals = results.stream().map(Array::literal).toList();
            results.forEach(Array::close);
            return literals;
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void agreesWithPyTorch(String name) {
        Loss loss = BY_FIXTURE.get(name);
        assertThat(loss).isNotNull();
        var predictions = PYTORCH.tensor(name + "/prediction");

        var results = run(loss, predictions, PYTORCH.tensor(name + "/target"));

        assertThat(results.getFirst().type()).isEqualTo(TensorType.of(DType.F32, 8));
        ArrayAssert.assertThat(results.get(1))
                .isCloseTo(PYTORCH.tensor(name + "/loss"), Tolerance.ELEMENTWISE);
        ArrayAssert.assertThat(results.get(2))
                .isCloseTo(PYTORCH.tensor(name + "/gradient"), Tolerance.ELEMENTWISE);
    }

    @Test
    void crossEntropyTakesClassesOfAnyIntegerType() {
        var logits = PYTORCH.tensor("cross-entropy/prediction");
        var classes = PYTORCH.tensor("cross-entropy/target");
        var expected = run(Losses::crossEntropy, logits, classes).getFirst();

        for (DType dtype : List.of(DType.U8, DType.I8, DType.I64, DType.U32)) {
            Literal other = Literal.zeros(classes.type().with(dtype));
            for (int i = 0; i < classes.elements(); i++) {
                other.set(i, classes.get(i));
            }
            assertThat(run(Losses::crossEntropy, logits, other).getFirst()).isEqualTo(expected);
        }
    }

    @Test
    void crossEntropyOfAClassThatDoesNotExistIsNan() {
        var logits = Literal.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2);

        var each =
                run(Losses::crossEntropy, logits, Literal.of(new int[] {0, 2, -1}, 3)).getFirst();

        assertThat(each.get(0)).isFinite();
        assertThat(each.get(1)).isNaN();
        assertThat(each.get(2)).isNaN();
    }

    @Test
    void crossEntropyIsFiniteWhereLogitsAreInfinite() {
        var logits = Literal.of(new float[] {0, Float.NEGATIVE_INFINITY}, 1, 2);

        var hard = run(Losses::crossEntropy, logits, Literal.of(new int[] {0}, 1));
        var soft = run(Losses::crossEntropy, logits, Literal.of(new float[] {1, 0}, 1, 2));

        assertThat(hard.getFirst().get(0)).isZero();
        assertThat(soft.getFirst().get(0)).isZero();
    }

    @Test
    void valuesBetweenBatchAndClassesAreAveraged() {
        var logits = PYTORCH.tensor("cross-entropy/prediction");
        var classes = PYTORCH.tensor("cross-entropy/target");
        var flat = run(Losses::crossEntropy, logits, classes).getFirst();

        var pairs =
                run(Losses::crossEntropy, logits.reshape(4, 2, 5), classes.reshape(4, 2))
                        .getFirst();

        for (int i = 0; i < 4; i++) {
            double mean = (flat.get(2 * i) + flat.get(2 * i + 1)) / 2;
            assertThat(pairs.get(i)).isCloseTo(mean, offset(1e-6));
        }
    }

    @Test
    void gradientsAreRightAtZero() {
        var zero = Literal.of(new float[] {0}, 1);

        assertThat(run(Losses::binaryCrossEntropy, zero, zero).get(2).get(0)).isEqualTo(0.5);
        assertThat(run(Losses::mse, zero, zero).get(2).get(0)).isZero();
        assertThat(run(Losses::huber, zero, zero).get(2).get(0)).isZero();
    }

    @Test
    void everyExampleHasALossOfItsOwn() {
        var predictions = Literal.of(new float[] {1, 2, 3, 4}, 2, 2);
        var targets = Literal.of(new float[] {1, 4, 3, 4}, 2, 2);

        assertThat(run(Losses::mse, predictions, targets).getFirst().floats())
                .containsExactly(2, 0);
        assertThat(run(Losses::mae, predictions, targets).getFirst().floats())
                .containsExactly(1, 0);
        assertThat(run(Losses::mse, predictions.reshape(4), targets.reshape(4)).getFirst().floats())
                .containsExactly(0, 4, 0, 0);
    }

    @Test
    void rejectsTargetsOfAnotherShape() {
        var logits = Literal.zeros(TensorType.of(DType.F32, 4, 3));
        record Case(Loss loss, TensorType targets) {}
        var cases =
                List.of(
                        new Case(Losses::crossEntropy, TensorType.of(DType.I32, 4, 1)),
                        new Case(Losses::crossEntropy, TensorType.of(DType.I32, 5)),
                        new Case(Losses::crossEntropy, TensorType.of(DType.F32, 4, 2)),
                        new Case(Losses::mse, TensorType.of(DType.F32, 4)),
                        new Case(Losses::mae, TensorType.of(DType.F32, 4, 1)),
                        new Case(Losses::hinge, TensorType.of(DType.F32, 3, 4)),
                        new Case(Losses::klDivergence, TensorType.of(DType.F32, 4)));

        for (Case c : cases) {
            assertThatExceptionOfType(ShapeException.class)
                    .isThrownBy(() -> run(c.loss(), logits, Literal.zeros(c.targets())))
                    .withMessageContaining("predictions f32" + Shape.of(4, 3))
                    .withMessageContaining("targets " + c.targets())
                    .withMessageContaining("LossesTest.java");
        }
    }

    @Test
    void rejectsConstantsOutOfRange() {
        for (double share : new double[] {-0.1, 1, 1.5, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Losses.crossEntropy().withLabelSmoothing(share))
                    .withMessageStartingWith(
                            """
                            [crossEntropy] the label smoothing is out of its range
                              got %s
                              expected 0 to below 1; 0 keeps the labels as they are
                              at LossesTest.\
                            """
                                    .formatted(share));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Losses.huber(0));
    }
}

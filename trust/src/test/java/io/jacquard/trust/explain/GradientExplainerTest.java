package io.jacquard.trust.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Model;
import io.jacquard.nn.Scope;
import io.jacquard.nn.layer.Conv;
import io.jacquard.nn.layer.Linear;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Seed;
import io.jacquard.tensor.Tensor;
import java.util.Arrays;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GradientExplainerTest {
    private final Device device = Device.open();

    @AfterEach
    void closesTheDevice() {
        device.close();
    }

    @Test
    void aLinearModelIsExplainedExactly() {
        try (Model model = model(scope -> new Linear(scope.in("only"), 4, 3));
                var explainer = GradientExplainer.of(model)) {
            Literal x = Literal.of(new float[] {1, -2, 0.5f, 3}, 4);
            Literal baseline = Literal.of(new float[] {0.25f, 0, -1, 3}, 4);
            float[] w = model.array(model.parameter("only.weight")).floats();

            var ig = explainer.integratedGradients(x, baseline, 2, Quadrature.gaussLegendre(7));

            for (int i = 0; i < 4; i++) {
                float expected = (float) ((x.get(i) - baseline.get(i)) * w[3 * i + 2]);
                assertThat((float) ig.attributions().get(i)).isEqualTo(expected);
                assertThat((float) explainer.saliency(x, 2).gradient().get(i))
                        .isEqualTo(w[3 * i + 2]);
            }
            assertThat(ig.gap()).isCloseTo(0, within(1e-6));
        }
    }

    @Test
    void theWorkedPolynomialHasItsKnownContributions() {
        // f = x0 x1 + 2 x2 - x0 x2 x3
        Layer f =
                x -> {
                    Tensor x0 = x.slice(1, 0, 1);
                    Tensor x2 = x.slice(1, 2, 3);
                    Tensor first = x0.mul(x.slice(1, 1, 2));
                    Tensor last = x0.mul(x2).mul(x.slice(1, 3, 4));
                    return first.add(x2.mul(2)).sub(last);
                };
        try (Model model = model(_ -> f);
                var explainer = GradientExplainer.of(model)) {
            Literal x = Literal.of(new double[] {1, 2, 3, 0.5}, 4);

            IntegratedGradients ig = explainer.integratedGradients(x, 0);

            double[] expected = {0.5, 1, 5.5, -0.5};
            assertThat(ig.attributions().doubles()).containsExactly(expected, within(1e-12));
            assertThat(ig.score()).isEqualTo(6.5);
            assertThat(ig.baselineScore()).isEqualTo(0);
            assertThat(ig.gap()).isCloseTo(0, within(1e-12));
        }
    }

    @Test
    void contributionsOfASmoothNetworkAreComplete() {
        try (Model model = model(GradientExplainerTest::smooth);
                var explainer = GradientExplainer.of(model)) {
            Literal x = ramp(TensorType.of(DType.F32, 6));

            for (int label = 0; label < 3; label++) {
                IntegratedGradients ig = explainer.integratedGradients(x, label);
                assertThat(Math.abs(ig.score() - ig.baselineScore())).isGreaterThan(1e-3);
                assertThat(ig.gap()).isCloseTo(0, within(1e-6));
            }
        }
    }

    @Test
    void contributionsOfAConvolutionalNetworkAreComplete() {
        try (Model model = model(GradientExplainerTest::convolutional);
                var explainer = GradientExplainer.of(model)) {
            Literal x = ramp(TensorType.of(DType.F32, 6, 5, 2));

            IntegratedGradients ig =
                    explainer.integratedGradients(
                            x, Literal.zeros(x.type()), 1, Quadrature.midpoint(200));

            assertThat(ig.attributions().type()).isEqualTo(x.type());
            assertThat(ig.relativeGap()).isLessThan(0.01);
        }
    }

    @Test
    void theNumberOfPointsInABatchDoesNotMatter() {
        try (Model model = model(GradientExplainerTest::smooth);
                var explainer = GradientExplainer.of(model)) {
            Literal x = ramp(TensorType.of(DType.F32, 6));
            Literal zero = Literal.zeros(x.type());

            // 64 points fill two batches, 65 leave one point for a third.
            var even = explainer.integratedGradients(x, zero, 0, Quadrature.gaussLegendre(64));
            var odd = explainer.integratedGradients(x, zero, 0, Quadrature.gaussLegendre(65));

            assertThat(odd.attributions().doubles())
                    .containsExactly(even.attributions().doubles(), within(1e-6));
        }
    }

    @Test
    void saliencyIsTheSlopeOfTheAskedScore() {
        try (Model model = model(GradientExplainerTest::smooth);
                var explainer = GradientExplainer.of(model)) {
            Literal x = ramp(TensorType.of(DType.F32, 6));
            Saliency s = explainer.saliency(x, 1);

            assertThat(s.score()).isEqualTo(explainer.logits(x)[1]);
            for (int i = 0; i < 6; i++) {
                double slope =
                        (explainer.logits(moved(x, i, 0.01f))[1]
                                        - explainer.logits(moved(x, i, -0.01f))[1])
                                / 0.02;
                assertThat(s.gradient().get(i)).isCloseTo(slope, within(1e-3));
            }
        }
    }

    @Test
    void smoothGradWithoutNoiseIsSaliency() {
        try (Model model = model(GradientExplainerTest::smooth);
                var explainer = GradientExplainer.of(model)) {
            Literal x = ramp(TensorType.of(DType.F32, 6));

            Saliency smooth = explainer.smoothGrad(x, 0, new Noise(3, 0, Seed.of(1)));

            assertThat(smooth.gradient().doubles())
                    .containsExactly(explainer.saliency(x, 0).gradient().doubles(), within(1e-6));
        }
    }

    @Test
    void smoothGradDependsOnItsSeedOnly() {
        try (Model model = model(GradientExplainerTest::smooth);
                var explainer = GradientExplainer.of(model)) {
            Literal x = ramp(TensorType.of(DType.F32, 6));
            Saliency one = explainer.smoothGrad(x, 0, Noise.usual(Seed.of(1)));
            Saliency again = explainer.smoothGrad(x, 0, Noise.usual(Seed.of(1)));
            Saliency other = explainer.smoothGrad(x, 0, Noise.usual(Seed.of(2)));

            assertThat(again).isEqualTo(one);
            assertThat(other).isNotEqualTo(one);
        }
    }

    @Test
    void predictsTheClassOfTheLargestScore() {
        try (Model model = model(GradientExplainerTest::smooth);
                var explainer = GradientExplainer.of(model)) {
            Literal x = ramp(TensorType.of(DType.F32, 6));
            double[] logits = explainer.logits(x);

            assertThat(logits[explainer.predict(x)])
                    .isEqualTo(Arrays.stream(logits).max().orElseThrow());
        }
    }

    @Test
    void refusesWhatDoesNotFit() {
        try (Model model = model(GradientExplainerTest::smooth);
                var explainer = GradientExplainer.of(model)) {
            Literal x = ramp(TensorType.of(DType.F32, 6));
            Literal nan = Literal.filled(x.type(), Double.NaN);

            assertThatThrownBy(() -> explainer.saliency(x, 3))
                    .isInstanceOf(ExplanationException.class)
                    .hasMessageContaining("expected 0 to 2, the model has 3 classes");
            assertThatThrownBy(() -> explainer.saliency(Literal.of(new int[6], 6), 0))
                    .isInstanceOf(ExplanationException.class)
                    .hasMessageContaining("expected floats");
            assertThatThrownBy(() -> explainer.integratedGradients(nan, 0))
                    .isInstanceOf(ExplanationException.class)
                    .hasMessageContaining("the score at the input is NaN");
            assertThatThrownBy(() ->
                            explainer.integratedGradients(
                                    x, Literal.of(new float[5], 5), 0, Quadrature.midpoint(3)))
                    .isInstanceOf(ExplanationException.class)
                    .hasMessageContaining("expected the input's type, f32[6]");
        }
    }

    private Model model(Function<Scope, Layer> maker) {
        return Model.create(device, Seed.of(3), maker);
    }

    private static Layer smooth(Scope scope) {
        Linear hidden = new Linear(scope.in("hidden"), 6, 8);
        Linear head = new Linear(scope.in("head"), 8, 3);
        return x -> head.forward(hidden.forward(x).tanh());
    }

    private static Layer convolutional(Scope scope) {
        Conv conv = new Conv(scope.in("conv"), 2, 4, 3, 3);
        Linear head = new Linear(scope.in("head"), 4 * 3 * 4, 3);
        return x -> head.forward(conv.forward(x).relu().flatten());
    }

    private static Literal ramp(TensorType type) {
        Literal made = Literal.zeros(type);
        for (int i = 0; i < made.elements(); i++) {
            made.set(i, Math.sin(i + 1) * 1.5);
        }
        return made;
    }

    private static Literal moved(Literal x, int index, float by) {
        float[] values = x.floats();
        values[index] += by;
        return Literal.of(values, values.length);
    }
}

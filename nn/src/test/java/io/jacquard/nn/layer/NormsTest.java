package io.jacquard.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.ShapeException;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Model;
import io.jacquard.nn.Parameter;
import io.jacquard.nn.Scope;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Seed;
import io.jacquard.testkit.ArrayAssert;
import io.jacquard.testkit.Tolerance;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// The numbers are PyTorch's.
class NormsTest {
    private static final Literal X = Literal.of(new float[] {1, 2, 4, -3, 0.5f, 0, -1, 2}, 2, 4);
    private static final Literal WEIGHT = Literal.of(new float[] {1, 2, 0.5f, -1}, 4);
    private static final Literal BIAS = Literal.of(new float[] {0, 1, -1, 0.5f}, 4);

    private static void gives(
            Function<Scope, Layer> maker,
            Map<String, Literal> parameters,
            Literal x,
            float... numbers) {
        try (var device = Device.open("reference");
                var model = Model.create(device, Seed.of(1), maker)) {
            model.restore(parameters);
            ArrayAssert.assertThat(model.predict(x))
                    .isCloseTo(
                            Literal.of(numbers, x.type().shape().sizes()), Tolerance.ELEMENTWISE);
        }
    }

    @Test
    void layerNormNormalizesTheLastAxes() {
        gives(
                s -> new LayerNorm(s, 4),
                Map.of("weight", WEIGHT, "bias", BIAS),
                X,
                0,
                1.7844639f,
                -0.41165203f,
                2.0689278f,
                0.11546954f,
                0.30718255f,
                -1.6350826f,
                -1.0011044f);
    }

    @Test
    void rmsNormDividesByTheRootOfTheMeanSquare() {
        gives(
                s -> new RmsNorm(s, 4).withEpsilon(1e-5),
                Map.of("weight", WEIGHT),
                X,
                0.36514813f,
                1.4605925f,
                0.7302963f,
                1.0954444f,
                0.43643415f,
                0,
                -0.43643415f,
                -1.7457366f);
    }

    @Test
    void groupNormNormalizesGroupsOfChannelsOverSpace() {
        float[] squares = new float[12];
        for (int i = 0; i < 12; i++) {
            squares[i] = (i - 5) * (i - 5);
        }
        gives(
                s -> new GroupNorm(s, 2, 4),
                Map.of("weight", WEIGHT, "bias", BIAS),
                Literal.of(squares, 1, 3, 4),
                1.5615966f,
                2.0912361f,
                -1.1617929f,
                1.2118883f,
                -1.1476792f,
                -1.5211316f,
                -1.472435f,
                1.2118883f,
                -0.2445873f,
                2.0912361f,
                -0.54050845f,
                -1.2732491f);
    }

    @Test
    void startAsTheIdentityOfWhatIsNormalAlready() {
        var scope = Scope.root();
        new LayerNorm(scope.in("a"), 2, 3);
        new RmsNorm(scope.in("b"), 3);
        new GroupNorm(scope.in("c"), 1, 3);

        assertThat(scope.parameters())
                .extracting(Parameter::toString)
                .containsExactly(
                        "a.weight f32[2, 3]",
                        "a.bias f32[2, 3]",
                        "b.weight f32[3]",
                        "c.weight f32[3]",
                        "c.bias f32[3]");
        assertThat(
                        Forward.of(
                                s -> new LayerNorm(s, 2).withEpsilon(0),
                                Literal.of(new float[] {1, -1}, 1, 2)))
                .isEqualTo(Literal.of(new float[] {1, -1}, 1, 2));
    }

    @Test
    void refuseWhatDoesNotFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GroupNorm(Scope.root(), 3, 4))
                .withMessageContaining("3 groups of 4 channels");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LayerNorm(Scope.root()))
                .withMessageContaining("[layerNorm] there are no such features");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RmsNorm(Scope.root(), 4).withEpsilon(-1))
                .withMessageContaining("[rmsNorm] epsilon is out of its range");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() ->
                        Forward.type(s -> new LayerNorm(s, 4), TensorType.of(DType.F32, 2, 3)))
                .withMessageContaining("[layerNorm] the input is f32[2, 3]")
                .withMessageContaining("expected [..., 4]");
    }
}

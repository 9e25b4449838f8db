package io.jacquard.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.ShapeException;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Model;
import io.jacquard.nn.Parameter;
import io.jacquard.nn.Scope;
import io.jacquard.nn.init.Initializers;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Seed;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearTest {
    @Test
    void asksForAWeightAndABias() {
        var scope = Scope.root();
        new Linear(scope.in("a"), 3, 4);
        Linear.withoutBias(scope.in("b"), 4, 2, Initializers.heUniform());

        assertThat(scope.parameters())
                .extracting(Parameter::toString)
                .containsExactly("a.weight f32[3, 4]", "a.bias f32[4]", "b.weight f32[4, 2]");
    }

    @Test
    void multipliesTheLastAxisAndKeepsTheOthers() {
        for (int[] lead : new int[][] {{}, {5}, {2, 7}, {2, 1, 6}, {0}}) {
            int[] in = Arrays.copyOf(lead, lead.length + 1);
            int[] out = in.clone();
            in[lead.length] = 3;
            out[lead.length] = 4;

            assertThat(Forward.type(s -> new Linear(s, 3, 4), TensorType.of(DType.F32, in)))
                    .isEqualTo(TensorType.of(DType.F32, out));
        }
    }

    @Test
    void addsTheBias() {
        try (var device = Device.open("reference");
                var model = Model.create(device, Seed.of(1), s -> new Linear(s, 2, 3))) {
            model.restore(
                    Map.of(
                            "weight", Literal.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3),
                            "bias", Literal.of(new float[] {0.5f, 0.25f, 0}, 3)));

            var y = model.predict(Literal.of(new float[] {1, 10}, 1, 2));

            assertThat(y.floats()).containsExactly(41.5f, 52.25f, 63);
        }
        var x = Literal.of(new float[] {1, 10}, 1, 2);
        assertThat(Forward.of(s -> Linear.withoutBias(s, 2, 3, Initializers.ones()), x).floats())
                .containsExactly(11, 11, 11);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void rejectsInputWhoseLastAxisIsNotTheFeatures(int features) {
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() ->
                        Forward.type(
                                s -> new Linear(s.in("head"), 3, 4),
                                TensorType.of(DType.F32, 8, features)))
                .withMessageContaining("[linear] the input is f32[8, %d]".formatted(features))
                .withMessageContaining("[..., 3]")
                .withMessageContaining("layer head");
    }

    @Test
    void rejectsAScalarAndAnotherDtype() {
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Forward.type(s -> new Linear(s, 3, 4), TensorType.of(DType.F32)));
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(
                        () -> Forward.type(s -> new Linear(s, 3, 4), TensorType.of(DType.U8, 2, 3)))
                .withMessageContaining("dtypes differ");
    }
}

package io.jacquard.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jacquard.ir.DType;
import io.jacquard.ir.ShapeException;
import io.jacquard.ir.TensorType;
import org.junit.jupiter.api.Test;

class ShapingLayersTest {
    private static TensorType f32(int... sizes) {
        return TensorType.of(DType.F32, sizes);
    }

    @Test
    void flattenJoinsAllAxesButTheBatch() {
        assertThat(Forward.type(_ -> new Flatten(), f32(2, 3, 4, 5))).isEqualTo(f32(2, 60));
        assertThat(Forward.type(_ -> new Flatten(), f32(7))).isEqualTo(f32(7, 1));
        assertThat(Forward.type(_ -> new Flatten(), f32(0, 3, 4))).isEqualTo(f32(0, 12));
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Forward.type(_ -> new Flatten(), f32()))
                .withMessageContaining("[flatten]");
    }

    @Test
    void reshapeKeepsTheBatch() {
        assertThat(Forward.type(_ -> Reshape.of(28, 28, 1), f32(2, 784)))
                .isEqualTo(f32(2, 28, 28, 1));
        assertThat(Forward.type(_ -> Reshape.of(-1, 4), f32(2, 3, 8))).isEqualTo(f32(2, 6, 4));
        assertThat(Forward.type(_ -> Reshape.of(), f32(2, 1))).isEqualTo(f32(2));
        assertThat(Forward.type(_ -> Reshape.of(-1, 4), f32(0, 3, 8))).isEqualTo(f32(0, 6, 4));
    }

    @Test
    void reshapeRejectsAnotherNumberOfElements() {
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Forward.type(_ -> Reshape.of(28, 28), f32(2, 700)))
                .withMessageContaining("an example of f32[2, 700] has 700 elements")
                .withMessageContaining("[28, 28]");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Forward.type(_ -> Reshape.of(-1, 3), f32(2, 700)));
        assertThatIllegalArgumentException().isThrownBy(() -> Reshape.of(-1, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> Reshape.of(-2));
    }
}

package io.jacquard.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.ShapeException;
import io.jacquard.ir.TensorType;
import org.junit.jupiter.api.Test;

class PoolTest {
    private static final Literal SQUARE =
            Literal.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 1, 3, 3, 1);

    private static TensorType f32(int... sizes) {
        return TensorType.of(DType.F32, sizes);
    }

    @Test
    void takesTheLargestOrTheMeanOfEachWindow() {
        assertThat(Forward.of(_ -> MaxPool.of(2, 2).strided(1, 1), SQUARE).floats())
                .containsExactly(5, 6, 8, 9);
        assertThat(Forward.of(_ -> AveragePool.of(2, 2).strided(1, 1), SQUARE).floats())
                .containsExactly(3, 4, 6, 7);
    }

    @Test
    void windowsLieSideBySideUnlessToldOtherwise() {
        assertThat(Forward.type(_ -> MaxPool.of(2, 2), f32(4, 9, 8, 3))).isEqualTo(f32(4, 4, 4, 3));
        assertThat(Forward.type(_ -> AveragePool.of(3), f32(4, 9, 3))).isEqualTo(f32(4, 3, 3));
        assertThat(Forward.type(_ -> MaxPool.of(2, 2, 2), f32(1, 4, 4, 4, 3)))
                .isEqualTo(f32(1, 2, 2, 2, 3));
    }

    @Test
    void paddingCountsForNothing() {
        var same = Padding.SAME;
        assertThat(Forward.of(_ -> AveragePool.of(2, 2).padded(same), SQUARE).floats())
                .containsExactly(3, 4.5f, 7.5f, 9);
        assertThat(
                        Forward.of(
                                        _ -> MaxPool.of(2, 2).padded(same),
                                        Literal.filled(f32(1, 3, 3, 1), -5))
                                .floats())
                .containsOnly(-5f);
    }

    @Test
    void globalPoolsLeaveNoPosition() {
        assertThat(Forward.of(_ -> new GlobalAveragePool(), SQUARE).floats()).containsExactly(5);
        assertThat(Forward.of(_ -> new GlobalMaxPool(), SQUARE).floats()).containsExactly(9);
        assertThat(Forward.type(_ -> new GlobalMaxPool(), f32(2, 7, 5))).isEqualTo(f32(2, 5));
    }

    @Test
    void rejectsWhatHasNoPositionsOrTooFew() {
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Forward.type(_ -> new GlobalAveragePool(), f32(2, 3)))
                .withMessageContaining("[batch, spatial..., channels]");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Forward.type(_ -> MaxPool.of(2, 2), f32(2, 3)))
                .withMessageContaining("[maxPool]");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Forward.type(_ -> AveragePool.of(4, 4), f32(2, 3, 8, 1)))
                .withMessageContaining("[averagePool] a window over 4 does not fit axis 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MaxPool(Kernel.of(2, 2).dilated(2, 2)))
                .withMessageContaining("dilat");
    }
}

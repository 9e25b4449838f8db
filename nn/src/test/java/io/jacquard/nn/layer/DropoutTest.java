package io.jacquard.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.tensor.Mode;
import io.jacquard.tensor.Seed;
import org.junit.jupiter.api.Test;

class DropoutTest {
    private static final Literal ONES = Literal.filled(TensorType.of(DType.F32, 100, 100), 1);

    private static float[] trained(double rate, long seed) {
        return Forward.in(Mode.TRAINING, Seed.of(seed), new Dropout(rate)::forward, ONES).floats();
    }

    @Test
    void dropsAtTheRateAndScalesTheRest() {
        var y = trained(0.25, 1);

        int zeros = 0;
        for (float v : y) {
            zeros += v == 0 ? 1 : 0;
            assertThat(v).isIn(0f, (float) (1 / 0.75));
        }
        assertThat(zeros / 10_000.0).isBetween(0.235, 0.265);
    }

    @Test
    void whatIsDroppedDependsOnTheSeed() {
        assertThat(trained(0.5, 1)).isEqualTo(trained(0.5, 1)).isNotEqualTo(trained(0.5, 2));
    }

    @Test
    void layersAtDifferentPlacesDropDifferentElements() {
        var once = Sequential.of(new Dropout(0.5));
        var twice = Sequential.of(new Dropout(0.5), new Dropout(0.5));

        var y = Forward.in(Mode.TRAINING, Seed.of(1), once::forward, ONES);
        var z = Forward.in(Mode.TRAINING, Seed.of(1), twice::forward, ONES);

        int both = 0;
        for (int i = 0; i < y.elements(); i++) {
            both += z.get(i) != 0 ? 1 : 0;
            assertThat(z.get(i)).isIn(0.0, y.get(i) * 2);
        }
        assertThat(both / 10_000.0).isBetween(0.23, 0.27);
    }

    @Test
    void givesItsInputOutsideTraining() {
        assertThat(Forward.in(Mode.INFERENCE, Seed.of(1), new Dropout(0.9)::forward, ONES))
                .isEqualTo(ONES);
        assertThat(trained(0, 1)).containsOnly(1f);
    }

    @Test
    void refusesARateOfOneAndMore() {
        for (double rate : new double[] {-0.1, 1, 2, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Dropout(rate))
                    .withMessageContaining(Double.toString(rate));
        }
    }
}

package io.jacquard.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jacquard.tensor.Seed;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class DrawTest {
    private static final int MANY = 20_000;

    @Test
    void sameSeedGivesTheSameNumbers() {
        Draw a = Draw.of(Seed.of(3));
        Draw b = Draw.of(Seed.of(3));

        for (int i = 0; i < 100; i++) {
            assertThat(a.nextLong()).isEqualTo(b.nextLong());
        }
        assertThat(Draw.of(Seed.of(4)).nextLong()).isNotEqualTo(Draw.of(Seed.of(3)).nextLong());
    }

    @Test
    void integersFallIntoEachPlaceEquallyOften() {
        Draw draw = Draw.of(Seed.of(5));
        int[] counts = new int[7];
        for (int i = 0; i < MANY; i++) {
            counts[draw.nextInt(7)]++;
        }

        // Six standard deviations of a binomial count.
        double spread = 6 * Math.sqrt(MANY / 7.0 * 6 / 7);
        for (int count : counts) {
            assertThat((double) count).isCloseTo(MANY / 7.0, within(spread));
        }
        assertThatThrownBy(() -> draw.nextInt(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void realNumbersHaveTheMomentsOfTheirDistribution() {
        Draw draw = Draw.of(Seed.of(6));
        double[] uniform = DoubleStream.generate(draw::nextDouble).limit(MANY).toArray();
        double[] normal = DoubleStream.generate(draw::nextGaussian).limit(MANY).toArray();

        assertThat(DoubleStream.of(uniform).allMatch(x -> x >= 0 && x < 1)).isTrue();
        assertThat(mean(uniform)).isCloseTo(0.5, within(6 / Math.sqrt(12.0 * MANY)));
        assertThat(mean(normal)).isCloseTo(0, within(6 / Math.sqrt(MANY)));
        assertThat(DoubleStream.of(normal).map(x -> x * x).average().orElseThrow())
                .isCloseTo(1, within(6 * Math.sqrt(2.0 / MANY)));
        assertThat(draw.nextFloat()).isBetween(0f, 1f);
    }

    private static double mean(double[] values) {
        return DoubleStream.of(values).average().orElseThrow();
    }
}

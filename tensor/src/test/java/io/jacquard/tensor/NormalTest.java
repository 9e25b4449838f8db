package io.jacquard.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalTest {
    // Values of the inverse normal distribution function to 15 digits.
    @ParameterizedTest
    @CsvSource({
        "1e-9, -5.997807015007686",
        "1e-4, -3.719016485455681",
        "0.01, -2.326347874040841",
        "0.025, -1.959963984540054",
        "0.25, -0.674489750196082",
        "0.6, 0.253347103135800",
        "0.975, 1.959963984540054",
        "0.999, 3.090232306167813"
    })
    void quantilesAreThoseOfTables(double p, double quantile) {
        assertThat(Normal.quantile(p)).isCloseTo(quantile, within(1.2e-9 * Math.abs(quantile)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 0.02425, 0.1, 0.3, 0.4999})
    void bothSidesAreMirrored(double p) {
        assertThat(Normal.quantile(1 - p)).isCloseTo(-Normal.quantile(p), within(1e-8));
    }

    @Test
    void theMedianIsZeroAndQuantilesGrow() {
        assertThat(Normal.quantile(0.5)).isZero();
        for (int i = 1; i < 9_999; i++) {
            assertThat(Normal.quantile((i + 1) / 10_000.0))
                    .isGreaterThan(Normal.quantile(i / 10_000.0));
        }
    }
}

package io.jacquard.train.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jacquard.testkit.Fixtures;
import io.jacquard.testkit.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Schedules against those of PyTorch and Keras.
class ScheduleTest {
    private static final double DOUBLE = 1e-15;
    private static final double FLOAT = 1e-7;

    private static final Map<String, Schedule> SAME =
            Map.of(
                    "constant", Schedule.constant(0.1),
                    "step", Schedule.step(0.1, 0.5, 7),
                    "cosine", Schedule.cosine(0.1, 0, 50),
                    "cosine-floor", Schedule.cosine(0.1, 0.01, 49),
                    "one-cycle", Schedule.oneCycle(0.1, 50),
                    "keras-cosine", Schedule.cosine(0.1, 0.01, 40),
                    "keras-step", Schedule.step(0.1, 0.5, 7),
                    // PyTorch's line grows from a tenth of the rate to the rate.
                    "linear-warm-up", Schedule.linear(0.01, 0.1, 10));

    static List<String> names() {
        return SAME.keySet().stream().sorted().toList();
    }

    private static List<Double> published(String name) {
        return Fixtures.load("schedules")
                .json()
                .at("schedules")
                .at(name)
                .at("rates")
                .list()
                .stream()
                .map(Json::number)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    void ratesAreThePublishedOnes(String name) {
        var rates = published(name);
        var schedule = SAME.get(name);
        assertThat(schedule).isNotNull();
        assertThat(rates).hasSize(50);

        for (int step = 0; step < 50; step++) {
            assertThat(schedule.at(step))
                    .as("step %d", step)
                    .isCloseTo(rates.get(step), within(name.startsWith("keras") ? FLOAT : DOUBLE));
        }
    }

    @Test
    void warmUpGrowsInEqualPartsAndThenBegins() {
        var rates = published("warm-up-cosine");
        var schedule = Schedule.cosine(0.1, 0, 40).afterWarmUp(10);

        for (int step = 0; step < 10; step++) {
            assertThat(schedule.at(step)).isCloseTo(0.1 * (step + 1) / 10, within(DOUBLE));
        }
        for (int step = 10; step < 50; step++) {
            assertThat(schedule.at(step)).isCloseTo(rates.get(step), within(DOUBLE));
        }
    }

    @Test
    void warmUpReachesThatOfKerasOneStepEarlier() {
        var rates = published("keras-warm-up-cosine");
        var schedule = Schedule.cosine(0.1, 0, 40).afterWarmUp(10);

        for (int step = 0; step < 10; step++) {
            assertThat(schedule.at(step)).isCloseTo(rates.get(step + 1), within(FLOAT));
        }
    }

    @Test
    void lastRatesStay() {
        assertThat(Schedule.cosine(0.1, 0.01, 10).at(1000)).isEqualTo(0.01);
        assertThat(Schedule.linear(0.1, 0.02, 10).at(1000)).isCloseTo(0.02, within(DOUBLE));
        assertThat(Schedule.oneCycle(0.1, 10).at(1000)).isEqualTo(Schedule.oneCycle(0.1, 10).at(9));
    }

    @Test
    void lengthsBelowOneAreRefused() {
        assertThatThrownBy(() -> Schedule.cosine(0.1, 0, 0)).hasMessage("steps is from 1, got 0");
        assertThatThrownBy(() -> Schedule.step(0.1, 0.5, 0)).hasMessage("every is from 1, got 0");
    }
}

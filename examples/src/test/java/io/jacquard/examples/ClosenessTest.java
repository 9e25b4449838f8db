package io.jacquard.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What compares two curves must find what is wrong with one of them.
class ClosenessTest {
    private static final Closeness CLOSENESS = new Closeness(5, 2, 0.25, 0.02);
    private static final Curve EXPECTED = new Curve(Collections.nCopies(300, 2.0), 0.9);

    @Test
    void roundingsAreNoDifference() {
        assertThat(CLOSENESS.difference(EXPECTED, changed(1, 1 + 9e-6, 0.9))).isEmpty();
    }

    @Test
    void tooLargeADifferenceOfAnEarlyStepIsNamed() {
        assertThat(CLOSENESS.difference(EXPECTED, changed(5, 1 + 2e-5, 0.9)))
                .get(STRING)
                .contains("step 5 ", "2.0e-05", "1.0e-05");
    }

    @Test
    void whatIsAllowedGrowsUpToALimit() {
        assertThat(CLOSENESS.allowed(5)).isEqualTo(1e-5);
        assertThat(CLOSENESS.allowed(7)).isEqualTo(4e-5);
        assertThat(CLOSENESS.allowed(300)).isEqualTo(0.25);
    }

    @Test
    void stepThatLosesItsWayLateIsFound() {
        assertThat(CLOSENESS.difference(EXPECTED, changed(299, 1.3, 0.9)))
                .get(STRING)
                .contains("step 299 ");
    }

    @Test
    void lossThatIsNoNumberIsFound() {
        assertThat(CLOSENESS.difference(EXPECTED, changed(100, Double.NaN, 0.9))).isPresent();
    }

    @Test
    void anotherAccuracyIsFound() {
        assertThat(CLOSENESS.difference(EXPECTED, changed(1, 1, 0.87)))
                .get(STRING)
                .contains("0.9000 and 0.8700");
    }

    @Test
    void curvesOfOtherLengthsDiffer() {
        Curve shorter = new Curve(EXPECTED.losses().subList(0, 299), 0.9);

        assertThat(CLOSENESS.difference(EXPECTED, shorter)).hasValue("300 and 299 steps");
    }

    private static Curve changed(int step, double factor, double accuracy) {
        List<Double> losses = new ArrayList<>(EXPECTED.losses());
        losses.set(step - 1, factor * losses.get(step - 1));
        return new Curve(losses, accuracy);
    }
}

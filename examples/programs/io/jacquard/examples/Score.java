package io.jacquard.examples;

import io.jacquard.train.Report;

/// What a program must reach.
final class Score {
    private Score() {}

    /// Fails unless the accuracy is at least so high.
    ///
    /// @param least from 0 to 1
    /// @throws IllegalStateException if it is lower
    static void requireAccuracy(Report report, double least) {
        double reached = report.metric("accuracy");
        if (!(reached >= least)) {
            throw new IllegalStateException(
                    "the accuracy is %.4f, expected at least %.4f".formatted(reached, least));
        }
    }

    /// Fails unless two numbers are that near each other.
    ///
    /// @throws IllegalStateException if they are not
    static void requireClose(String name, double actual, double expected, double tolerance) {
        if (!(Math.abs(actual - expected) <= tolerance)) {
            throw new IllegalStateException(
                    "%s is %.9f, expected %.9f within %s"
                            .formatted(name, actual, expected, tolerance));
        }
    }
}

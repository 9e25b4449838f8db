package io.jacquard.train.optimizer;

/// Checks of numbers people choose.
final class Ranges {
    private Ranges() {}

    static double atLeastZero(double value, String name) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " is from 0, got " + value);
        }
        return value;
    }

    static double share(double value, String name) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " is from 0 to less than 1, got " + value);
        }
        return value;
    }
}

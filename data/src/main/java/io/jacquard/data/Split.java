package io.jacquard.data;

import java.util.Arrays;

/// The positions of two parts that share none.
public final class Split {
    private final int[] train;
    private final int[] test;

    Split(int[] train, int[] test) {
        this.train = train;
        this.test = test;
    }

    /// Positions of the part to learn from; a copy.
    public int[] train() {
        return train.clone();
    }

    /// Positions of the part to judge by; a copy.
    public int[] test() {
        return test.clone();
    }

    /// The sizes of both parts.
    @Override
    public String toString() {
        return "%d train, %d test".formatted(train.length, test.length);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Split s && Arrays.equals(train, s.train) && Arrays.equals(test, s.test);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(train) + Arrays.hashCode(test);
    }
}

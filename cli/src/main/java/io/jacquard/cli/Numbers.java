package io.jacquard.cli;

import org.jspecify.annotations.Nullable;

/// Numbers out of trees of results.
final class Numbers {
    private Numbers() {}

    /// A number of a tree; NaN if there is none.
    static double of(@Nullable Object value) {
        return value instanceof Number n ? n.doubleValue() : Double.NaN;
    }
}

package io.jacquard.ir.batching;

import io.jacquard.ir.Value;

/// A value of a batched function.
///
/// @param value the value
/// @param stacked true if it holds one value an example along its first axis, false if it is the
///   same for all
public record Batched(Value value, boolean stacked) {
    /// A value with one value an example along its first axis.
    public static Batched stacked(Value value) {
        return new Batched(value, true);
    }

    /// A value that is the same for all examples.
    public static Batched shared(Value value) {
        return new Batched(value, false);
    }
}

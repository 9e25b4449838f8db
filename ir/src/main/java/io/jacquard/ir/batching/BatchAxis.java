package io.jacquard.ir.batching;

/// Where the examples of an argument or a result lie.
public sealed interface BatchAxis {
    /// Along an axis.
    ///
    /// @param axis index of the axis in the array of all examples; below 0 counted from the end
    record Along(int axis) implements BatchAxis {}

    /// Nowhere: the value is the same for all examples.
    record Shared() implements BatchAxis {}

    /// Along an axis; -1 is the last.
    static BatchAxis at(int axis) {
        return new Along(axis);
    }

    /// Nowhere: the value is the same for all examples.
    static BatchAxis none() {
        return new Shared();
    }
}

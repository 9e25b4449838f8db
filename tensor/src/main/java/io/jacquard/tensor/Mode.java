package io.jacquard.tensor;

/// What a function is traced for.
public enum Mode {
    /// Dropout drops and running statistics move.
    TRAINING,
    /// The same input always gives the same output.
    INFERENCE
}

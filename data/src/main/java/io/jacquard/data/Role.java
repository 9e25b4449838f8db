package io.jacquard.data;

/// What a column is for.
public enum Role {
    /// Given to the model.
    FEATURE,
    /// What the model should answer, given to the loss and the metrics.
    LABEL
}

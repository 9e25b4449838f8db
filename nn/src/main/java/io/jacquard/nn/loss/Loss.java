package io.jacquard.nn.loss;

import io.jacquard.tensor.Tensor;

/// How wrong predictions are, one value an example.
@FunctionalInterface
public interface Loss {
    /// Computes the loss of each example.
    ///
    /// @param predictions what the model says, `[batch, ...]`
    /// @param targets what is right, `[batch, ...]`
    /// @return `[batch]`, of the predictions' dtype
    /// @throws io.jacquard.ir.ShapeException if the two do not fit
    Tensor apply(Tensor predictions, Tensor targets);
}

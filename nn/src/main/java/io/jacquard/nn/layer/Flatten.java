package io.jacquard.nn.layer;

import io.jacquard.nn.Layer;
import io.jacquard.tensor.Tensor;

/// Joins all axes but the first: `[batch, ...]` becomes `[batch, features]`.
public record Flatten() implements Layer {
    /// @throws io.jacquard.ir.ShapeException if `x` is a scalar
    @Override
    public Tensor forward(Tensor x) {
        if (x.rank() == 0) {
            throw Sizes.error("flatten", x, "[batch, ...]; make it a batch of one by expand(0)");
        }
        return x.reshape(x.size(0), x.shape().without(0).elements());
    }
}

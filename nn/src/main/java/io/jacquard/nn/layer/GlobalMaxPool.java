package io.jacquard.nn.layer;

import io.jacquard.nn.Layer;
import io.jacquard.tensor.Tensor;

/// The largest over all positions: `[batch, spatial..., channels]` becomes `[batch, channels]`.
public record GlobalMaxPool() implements Layer {
    /// @throws io.jacquard.ir.ShapeException if there is no spatial axis
    @Override
    public Tensor forward(Tensor x) {
        return x.max(Pools.spatial("globalMaxPool", x));
    }
}

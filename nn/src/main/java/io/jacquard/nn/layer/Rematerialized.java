package io.jacquard.nn.layer;

import io.jacquard.nn.Layer;
import io.jacquard.tensor.Flow;
import io.jacquard.tensor.Tensor;
import java.util.List;

/// A layer whose inner values are not kept for the gradient but computed again when it is needed:
/// less memory for about a third more time. Its output and gradients are the same.
///
/// For the blocks of a deep network: `Sequential.repeat(24, scope, s -> new Rematerialized(new
/// Block(s)))`. Dropout inside draws the same elements again. A layer that sets a state, such as
/// batch normalization while training, cannot be inside.
///
/// Source: Chen, Xu, Zhang, Guestrin, *Training deep nets with sublinear memory cost*, 2016, arXiv
/// 1604.06174.
///
/// @param inner the layer
public record Rematerialized(Layer inner) implements Layer {
    @Override
    public Tensor forward(Tensor x) {
        return Flow.checkpoint(() -> List.of(inner.forward(x))).getFirst();
    }

    @Override
    public String title() {
        return inner.title();
    }
}

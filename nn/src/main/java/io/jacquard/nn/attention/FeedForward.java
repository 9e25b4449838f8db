package io.jacquard.nn.attention;

import io.jacquard.nn.Layer;
import io.jacquard.nn.layer.Dropout;
import io.jacquard.tensor.Tensor;

/// A perceptron at each position: `down(dropout(activation(up(x))))`.
///
/// Source: Vaswani et al., *Attention is all you need*, 2017, arXiv 1706.03762, section 3.3.
///
/// @param up from the width of a token to the hidden one
/// @param activation between the maps
/// @param down back to the width
/// @param dropout probability that a hidden element is left out while training
public record FeedForward(Layer up, Layer activation, Layer down, double dropout) implements Layer {
    @Override
    public Tensor forward(Tensor x) {
        return down.forward(new Dropout(dropout).forward(activation.forward(up.forward(x))));
    }
}

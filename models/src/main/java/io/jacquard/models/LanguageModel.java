package io.jacquard.models;

import io.jacquard.nn.Layer;
import io.jacquard.nn.attention.Decoding;
import io.jacquard.nn.attention.MultiHeadAttention;
import io.jacquard.tensor.Tensor;
import java.util.List;

/// A network that says of each token which one may come next.
///
/// | value | shape |
/// |---|---|
/// | input, ids | `i32[batch, time]`, time at most the context |
/// | output, logits | `f32[batch, time, vocabulary]` |
///
/// Inside of {@link Decoding} it is given new tokens only, and may be asked for the logits of one.
public interface LanguageModel extends Layer {
    /// Largest number of tokens.
    int context();

    /// Number of different tokens.
    int vocabulary();

    /// The self-attentions in order, each of which wants a cache.
    List<MultiHeadAttention> attentions();

    /// What the blocks make of tokens, normalized: `[batch, time, width]`.
    ///
    /// @param ids `i32[batch, time]`
    /// @throws io.jacquard.ir.ShapeException if the ids are not of that type or too many
    Tensor features(Tensor ids);

    /// The logits of features: `[..., vocabulary]`.
    ///
    /// @param features `[batch, time, width]`
    Tensor logits(Tensor features);

    @Override
    default Tensor forward(Tensor ids) {
        return logits(Decoding.wanted(features(ids)));
    }
}

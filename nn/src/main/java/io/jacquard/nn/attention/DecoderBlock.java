package io.jacquard.nn.attention;

import io.jacquard.nn.Scope;
import io.jacquard.tensor.Tensor;

/// A block of a decoder: causal self-attention, attention to what an encoder made, then a
/// perceptron, each a {@link Residual}.
///
/// Names are those of PyTorch's `nn.TransformerDecoderLayer`: `self_attn.in_proj_weight`,
/// `multihead_attn.in_proj_weight`, `linear1.weight`, `norm3.weight` and so on.
///
/// Source: Vaswani et al., *Attention is all you need*, 2017, arXiv 1706.03762, section 3.1.
public final class DecoderBlock {
    private final MultiHeadAttention own;
    private final MultiHeadAttention other;
    private final FeedForward perceptron;
    private final Residual attending;
    private final Residual reading;
    private final Residual thinking;

    /// A block.
    ///
    /// @param scope where the parameters are
    /// @param config the sizes
    public DecoderBlock(Scope scope, BlockConfig config) {
        own =
                new MultiHeadAttention(
                        scope.in("self_attn"), config.attention().with(Reach.causal()));
        other = new MultiHeadAttention(scope.in("multihead_attn"), config.attention());
        perceptron = config.feedForward(scope);
        attending = config.residual(scope.in("norm1"));
        reading = config.residual(scope.in("norm2"));
        thinking = config.residual(scope.in("norm3"));
    }

    /// The attention of the tokens to themselves, which {@link Decoding} keeps a cache for.
    public MultiHeadAttention selfAttention() {
        return own;
    }

    /// Each token sees those up to itself, and what an encoder made.
    ///
    /// @param x `f32[batch, time, width]`
    /// @param memory what the encoder made, with a mask if some is padding
    /// @throws io.jacquard.ir.ShapeException if a shape does not fit
    public Tensor forward(Tensor x, Sight memory) {
        return forward(x, Sight.self(), memory);
    }

    /// Each token sees of those up to itself what is told, and what an encoder made.
    ///
    /// @param x `f32[batch, time, width]`
    /// @param sight of the tokens themselves, through masks
    /// @param memory what the encoder made, with a mask if some is padding
    /// @throws io.jacquard.ir.ShapeException if a shape does not fit
    public Tensor forward(Tensor x, Sight sight, Sight memory) {
        Tensor seen = attending.around(x, t -> own.forward(t, sight));
        Tensor read = reading.around(seen, t -> other.forward(t, memory));
        return thinking.around(read, perceptron::forward);
    }
}

package io.jacquard.nn.attention;

import io.jacquard.nn.Layer;
import io.jacquard.nn.Scope;
import io.jacquard.tensor.Tensor;

/// A block of an encoder: self-attention, then a perceptron, each a {@link Residual}.
///
/// Names are those of PyTorch's `nn.TransformerEncoderLayer`: `self_attn.in_proj_weight`,
/// `linear1.weight`, `norm1.weight` and so on.
///
/// Source: Vaswani et al., *Attention is all you need*, 2017, arXiv 1706.03762, section 3.1.
public final class EncoderBlock implements Layer {
    private final Scope scope;
    private final BlockConfig config;
    private final MultiHeadAttention attention;
    private final FeedForward perceptron;
    private final Residual attending;
    private final Residual thinking;

    /// A block.
    ///
    /// @param scope where the parameters are
    /// @param config the sizes
    public EncoderBlock(Scope scope, BlockConfig config) {
        this.scope = scope;
        this.config = config;
        attention = new MultiHeadAttention(scope.in("self_attn"), config.attention());
        perceptron = config.feedForward(scope);
        attending = config.residual(scope.in("norm1"));
        thinking = config.residual(scope.in("norm2"));
    }

    /// Each token sees all.
    ///
    /// @throws io.jacquard.ir.ShapeException if the input is not `[batch, time, width]`
    @Override
    public Tensor forward(Tensor x) {
        return forward(x, Sight.self());
    }

    /// Each token sees what is told.
    ///
    /// @param x `f32[batch, time, width]`
    /// @param sight of the tokens themselves, through masks
    /// @throws io.jacquard.ir.ShapeException if a shape does not fit
    public Tensor forward(Tensor x, Sight sight) {
        return scope.call(
                this,
                () -> {
                    Tensor y = attending.around(x, t -> attention.forward(t, sight));
                    return thinking.around(y, perceptron::forward);
                });
    }

    @Override
    public String title() {
        return "EncoderBlock(%d, %d, %d)"
                .formatted(config.width(), config.heads(), config.hidden());
    }
}

package io.jacquard.nn.attention;

import io.jacquard.nn.Layer;
import io.jacquard.nn.Scope;
import io.jacquard.nn.layer.LayerNorm;
import io.jacquard.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/// Encoder blocks one after the other, and a normalization at the end.
///
/// | value | shape |
/// |---|---|
/// | input, output | `f32[batch, time, width]` |
///
/// Names are those of PyTorch's `nn.TransformerEncoder` with a `norm`, as `nn.Transformer` has it:
/// `layers.0.self_attn.in_proj_weight`, `norm.weight`.
///
/// Source: Vaswani et al., *Attention is all you need*, 2017, arXiv 1706.03762, section 3.1.
public final class TransformerEncoder implements Layer {
    private final Scope scope;
    private final List<EncoderBlock> blocks;
    private final LayerNorm norm;

    /// An encoder.
    ///
    /// @param scope where the parameters are
    /// @param depth number of blocks, from 0
    /// @param config sizes of a block
    public TransformerEncoder(Scope scope, int depth, BlockConfig config) {
        this.scope = scope;
        Scope layers = scope.in("layers");
        this.blocks =
                IntStream.range(0, depth)
                        .mapToObj(i -> new EncoderBlock(layers.in(Integer.toString(i)), config))
                        .toList();
        double epsilon = config.style().epsilon();
        this.norm = new LayerNorm(scope.in("norm"), config.width()).withEpsilon(epsilon);
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
                    Tensor y = x;
                    for (EncoderBlock block : blocks) {
                        y = block.forward(y, sight);
                    }
                    return norm.forward(y);
                });
    }
}

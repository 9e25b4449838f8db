package io.jacquard.nn.attention;

import io.jacquard.nn.Scope;
import io.jacquard.nn.layer.LayerNorm;
import io.jacquard.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/// Decoder blocks one after the other, and a normalization at the end.
///
/// Names are those of PyTorch's `nn.TransformerDecoder` with a `norm`, as `nn.Transformer` has it:
/// `layers.0.multihead_attn.in_proj_weight`, `norm.weight`.
///
/// Source: Vaswani et al., *Attention is all you need*, 2017, arXiv 1706.03762, section 3.1.
public final class TransformerDecoder {
    private final List<DecoderBlock> blocks;
    private final LayerNorm norm;

    /// A decoder.
    ///
    /// @param scope where the parameters are
    /// @param depth number of blocks, from 0
    /// @param config sizes of a block
    public TransformerDecoder(Scope scope, int depth, BlockConfig config) {
        Scope layers = scope.in("layers");
        this.blocks =
                IntStream.range(0, depth)
                        .mapToObj(i -> new DecoderBlock(layers.in(Integer.toString(i)), config))
                        .toList();
        double epsilon = config.style().epsilon();
        this.norm = new LayerNorm(scope.in("norm"), config.width()).withEpsilon(epsilon);
    }

    /// The attentions of tokens to themselves, in order, for {@link Decoding}.
    public List<MultiHeadAttention> selfAttentions() {
        return blocks.stream().map(DecoderBlock::selfAttention).toList();
    }

    /// Each token sees those up to itself, and what an encoder made.
    ///
    /// @param x `f32[batch, time, width]`
    /// @param memory what the encoder made, with a mask if some is padding
    /// @return `f32[batch, time, width]`
    /// @throws io.jacquard.ir.ShapeException if a shape does not fit
    public Tensor forward(Tensor x, Sight memory) {
        return forward(x, Sight.self(), memory);
    }

    /// Each token sees of those up to itself what is told, and what an encoder made.
    ///
    /// @param x `f32[batch, time, width]`
    /// @param sight of the tokens themselves, through masks
    /// @param memory what the encoder made, with a mask if some is padding
    /// @return `f32[batch, time, width]`
    /// @throws io.jacquard.ir.ShapeException if a shape does not fit
    public Tensor forward(Tensor x, Sight sight, Sight memory) {
        Tensor y = x;
        for (DecoderBlock block : blocks) {
            y = block.forward(y, sight, memory);
        }
        return norm.forward(y);
    }
}

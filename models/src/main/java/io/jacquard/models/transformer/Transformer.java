package io.jacquard.models.transformer;

import io.jacquard.models.Ids;
import io.jacquard.nn.Network;
import io.jacquard.nn.Scope;
import io.jacquard.nn.attention.BlockConfig;
import io.jacquard.nn.attention.MultiHeadAttention;
import io.jacquard.nn.attention.Sight;
import io.jacquard.nn.attention.SinusoidalPositions;
import io.jacquard.nn.attention.TransformerDecoder;
import io.jacquard.nn.attention.TransformerEncoder;
import io.jacquard.nn.init.Initializer;
import io.jacquard.nn.init.Initializers;
import io.jacquard.nn.layer.Dropout;
import io.jacquard.nn.layer.Embedding;
import io.jacquard.nn.layer.Linear;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Tensors;
import java.util.List;

/// An encoder and a decoder, for translation and its like.
///
/// | value | shape |
/// |---|---|
/// | input `source`, ids | `i32[batch, time]` |
/// | input `target`, ids written so far, a start token first | `i32[batch, length]` |
/// | output `logits` of the next tokens | `f32[batch, length, vocabulary]` |
///
/// Tokens are looked up in a table, times the root of the width, and get sinusoidal positions.
/// Source tokens that are padding are not seen. Names are those of PyTorch's `nn.Transformer`, in
/// the scope `transformer`: `transformer.encoder.layers.0.self_attn.in_proj_weight`; beside it
/// `source.weight`, `target.weight` and `head.weight`, or `tokens.weight` for all three.
///
/// Tables start normal with variance `1 / width`. As in `nn.Transformer`, and unlike in the paper,
/// encoder and decoder end with a normalization.
///
/// Source: Vaswani et al., *Attention is all you need*, 2017, arXiv 1706.03762.
public final class Transformer implements Network {
    private final TransformerConfig config;
    private final Embedding source;
    private final Embedding target;
    private final List<Linear> head;
    private final TransformerEncoder encoder;
    private final TransformerDecoder decoder;

    /// A network of any size.
    ///
    /// @param scope where the parameters are
    /// @param config the sizes
    public Transformer(Scope scope, TransformerConfig config) {
        this.config = config;
        BlockConfig block = config.block();
        TransformerConfig.Tokens tokens = config.tokens();
        boolean shared = tokens.tables() == TransformerConfig.Tables.SHARED;
        int width = block.width();
        source = table(scope.in(shared ? "tokens" : "source"), tokens.source(), width);
        target = shared ? source : table(scope.in("target"), tokens.target(), width);
        head = shared ? List.of() : List.of(new Linear(scope.in("head"), width, tokens.target()));
        Scope inner = scope.in("transformer");
        encoder = new TransformerEncoder(inner.in("encoder"), config.blocks(), block);
        decoder = new TransformerDecoder(inner.in("decoder"), config.blocks(), block);
    }

    private static Embedding table(Scope scope, int rows, int width) {
        Initializer initial = Initializers.normal(0, 1 / Math.sqrt(width));
        return new Embedding(scope, rows, width, initial);
    }

    /// The sizes.
    public TransformerConfig config() {
        return config;
    }

    /// The attentions of written tokens to themselves, in order, for decoding with caches.
    public List<MultiHeadAttention> attentions() {
        return decoder.selfAttentions();
    }

    /// Reads a sequence.
    ///
    /// @param ids `i32[batch, time]`
    /// @return what the decoder sees of it: `f32[batch, time, width]`, without the padding
    /// @throws io.jacquard.ir.ShapeException if the ids are not of that type
    public Sight encode(Tensor ids) {
        Tensor tokens = ids.ne(config.tokens().padding());
        Tensor read = encoder.forward(embedded(source, ids), Sight.self().padded(tokens));
        return Sight.of(read).padded(tokens);
    }

    /// Says what may come next.
    ///
    /// @param ids `i32[batch, length]`, those written so far
    /// @param memory what was read
    /// @return logits `f32[batch, length, vocabulary]`
    /// @throws io.jacquard.ir.ShapeException if the ids are not of that type
    public Tensor decode(Tensor ids, Sight memory) {
        Tensor features = decoder.forward(embedded(target, ids), memory);
        return head.isEmpty()
                ? Ids.logits(features, target.weight().value())
                : head.getFirst().forward(features);
    }

    private Tensor embedded(Embedding table, Tensor ids) {
        Tensor known = Ids.checked("transformer", ids, Integer.MAX_VALUE);
        Tensor scaled = table.forward(known).mul(Math.sqrt(config.block().width()));
        Tensor placed = new SinusoidalPositions().forward(scaled);
        return new Dropout(config.block().dropout()).forward(placed);
    }

    @Override
    public Tensors apply(Tensors inputs) {
        Sight memory = encode(inputs.of("source"));
        return Tensors.of("logits", decode(inputs.of("target"), memory));
    }
}

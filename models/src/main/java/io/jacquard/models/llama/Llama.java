package io.jacquard.models.llama;

import io.jacquard.models.Ids;
import io.jacquard.models.LanguageModel;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Scope;
import io.jacquard.nn.attention.AttentionConfig;
import io.jacquard.nn.attention.MultiHeadAttention;
import io.jacquard.nn.attention.Projections;
import io.jacquard.nn.attention.Reach;
import io.jacquard.nn.attention.Residual;
import io.jacquard.nn.attention.SwiGlu;
import io.jacquard.nn.init.Initializer;
import io.jacquard.nn.init.Initializers;
import io.jacquard.nn.layer.Embedding;
import io.jacquard.nn.layer.Linear;
import io.jacquard.nn.layer.RmsNorm;
import io.jacquard.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/// A decoder as Llama: rotary positions, grouped queries, gated perceptrons, RMS normalization
/// before each part, hardly a bias.
///
/// | value | shape |
/// |---|---|
/// | input, ids | `i32[batch, time]`, time at most the context |
/// | output, logits | `f32[batch, time, vocabulary]` |
///
/// Its parameters have the names of Hugging Face's Llama, in its order:
/// `model.embed_tokens.weight`, `model.layers.0.self_attn.q_proj.weight`,
/// `model.layers.0.mlp.gate_proj.weight`, `model.layers.0.input_layernorm.weight`,
/// `model.norm.weight`, `lm_head.weight`.
///
/// Weights start normal with deviation 0.02.
///
/// Source: Touvron et al., *LLaMA*, 2023, arXiv 2302.13971, section 2.2.
public final class Llama implements LanguageModel {
    private static final Initializer INITIAL = Initializers.normal(0, 0.02);

    private final Scope scope;
    private final LlamaConfig config;
    private final Embedding tokens;
    private final List<Block> blocks;
    private final RmsNorm last;
    private final List<Linear> head;

    /// A network of any size.
    ///
    /// @param scope where the parameters are
    /// @param config the sizes
    public Llama(Scope scope, LlamaConfig config) {
        this.scope = scope;
        this.config = config;
        int width = config.sizes().width();
        Scope model = scope.in("model");
        tokens = new Embedding(model.in("embed_tokens"), config.vocabulary(), width, INITIAL);
        Scope layers = model.in("layers");
        blocks =
                IntStream.range(0, config.blocks())
                        .mapToObj(i -> new Block(layers.in(Integer.toString(i)), config))
                        .toList();
        last = norm(model.in("norm"), config);
        head =
                switch (config.style().head()) {
                    case TIED -> List.of();
                    case OWN ->
                            List.of(
                                    Linear.withoutBias(
                                            scope.in("lm_head"),
                                            width,
                                            config.vocabulary(),
                                            INITIAL));
                };
    }

    private static RmsNorm norm(Scope scope, LlamaConfig config) {
        return new RmsNorm(scope, config.sizes().width()).withEpsilon(config.style().epsilon());
    }

    /// The sizes.
    public LlamaConfig config() {
        return config;
    }

    @Override
    public int context() {
        return config.context();
    }

    @Override
    public int vocabulary() {
        return config.vocabulary();
    }

    @Override
    public List<MultiHeadAttention> attentions() {
        return blocks.stream().map(b -> b.attention).toList();
    }

    @Override
    public Tensor features(Tensor ids) {
        return scope.call(
                this,
                () -> {
                    Tensor x = tokens.forward(Ids.checked("llama", ids, config.context()));
                    for (Block block : blocks) {
                        x = block.forward(x);
                    }
                    return last.forward(x);
                });
    }

    @Override
    public Tensor logits(Tensor features) {
        return head.isEmpty()
                ? Ids.logits(features, tokens.weight().value())
                : head.getFirst().forward(features);
    }

    @Override
    public String title() {
        return "Llama(%d, %d, %d)"
                .formatted(config.blocks(), config.sizes().heads().count(), config.sizes().width());
    }

    /// Attention and a gated perceptron, each added to what goes in.
    private static final class Block implements Layer {
        private final Scope scope;
        private final MultiHeadAttention attention;
        private final SwiGlu perceptron;
        private final Residual attending;
        private final Residual thinking;

        Block(Scope scope, LlamaConfig config) {
            this.scope = scope;
            LlamaConfig.Sizes sizes = config.sizes();
            attention =
                    new MultiHeadAttention(
                            scope.in("self_attn"),
                            AttentionConfig.of(sizes.width(), 1)
                                    .with(sizes.heads())
                                    .with(projections(config))
                                    .with(Reach.causal()));
            perceptron = new SwiGlu(scope.in("mlp"), sizes.width(), sizes.hidden(), INITIAL);
            attending = residual(scope.in("input_layernorm"), config);
            thinking = residual(scope.in("post_attention_layernorm"), config);
        }

        private static Projections projections(LlamaConfig config) {
            return Projections.named("o_proj.", "q_proj.", "k_proj.", "v_proj.")
                    .with(config.style().bias())
                    .starting(INITIAL, INITIAL);
        }

        private static Residual residual(Scope scope, LlamaConfig config) {
            return new Residual(norm(scope, config), Residual.Order.BEFORE, 0);
        }

        @Override
        public Tensor forward(Tensor x) {
            return scope.call(
                    this,
                    () -> {
                        Tensor y = attending.around(x, attention::forward);
                        return thinking.around(y, perceptron::forward);
                    });
        }
    }
}

package io.jacquard.models.gpt;

import io.jacquard.models.Ids;
import io.jacquard.models.LanguageModel;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Scope;
import io.jacquard.nn.attention.AttentionConfig;
import io.jacquard.nn.attention.BlockConfig;
import io.jacquard.nn.attention.FeedForward;
import io.jacquard.nn.attention.LearnedPositions;
import io.jacquard.nn.attention.MultiHeadAttention;
import io.jacquard.nn.attention.Projections;
import io.jacquard.nn.attention.Reach;
import io.jacquard.nn.attention.Residual;
import io.jacquard.nn.init.Initializer;
import io.jacquard.nn.init.Initializers;
import io.jacquard.nn.layer.Dropout;
import io.jacquard.nn.layer.Embedding;
import io.jacquard.nn.layer.LayerNorm;
import io.jacquard.nn.layer.Linear;
import io.jacquard.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/// A decoder as GPT-2: learned positions, layer normalization before each part, the table of tokens
/// used again for the logits.
///
/// | value | shape |
/// |---|---|
/// | input, ids | `i32[batch, time]`, time at most the context |
/// | output, logits | `f32[batch, time, vocabulary]` |
///
/// Its parameters have the names of Hugging Face's `gpt2`, in its order and layout: `wte.weight`,
/// `wpe.weight`, `h.0.ln_1.weight`, `h.0.attn.c_attn.weight` (`[in, out]`, as there), `ln_f.bias`.
///
/// Weights start normal with deviation 0.02, those behind an attention or perceptron with 0.02 /
/// sqrt(2 * blocks).
///
/// Source: Radford et al., *Language models are unsupervised multitask learners*, 2019, section
/// 2.3.
public final class Gpt implements LanguageModel {
    private static final double DEVIATION = 0.02;

    private final Scope scope;
    private final GptConfig config;
    private final Embedding tokens;
    private final LearnedPositions positions;
    private final List<Block> blocks;
    private final LayerNorm last;

    /// A network of any size.
    ///
    /// @param scope where the parameters are
    /// @param config the sizes
    public Gpt(Scope scope, GptConfig config) {
        this.scope = scope;
        this.config = config;
        int width = config.block().width();
        Initializer initial = Initializers.normal(0, DEVIATION);
        tokens = new Embedding(scope.in("wte"), config.vocabulary(), width, initial);
        positions = new LearnedPositions(scope.in("wpe"), config.context(), width, initial);
        Scope h = scope.in("h");
        blocks =
                IntStream.range(0, config.blocks())
                        .mapToObj(i -> new Block(h.in(Integer.toString(i)), config))
                        .toList();
        last = norm(scope.in("ln_f"), config);
    }

    private static LayerNorm norm(Scope scope, GptConfig config) {
        return new LayerNorm(scope, config.block().width())
                .withEpsilon(config.block().style().epsilon());
    }

    /// The sizes.
    public GptConfig config() {
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
                    Tensor known = Ids.checked("gpt", ids, config.context());
                    Tensor x = positions.forward(tokens.forward(known));
                    Tensor y = new Dropout(config.block().dropout()).forward(x);
                    for (Block block : blocks) {
                        y = block.forward(y);
                    }
                    return last.forward(y);
                });
    }

    @Override
    public Tensor logits(Tensor features) {
        return Ids.logits(features, tokens.weight().value());
    }

    @Override
    public String title() {
        return "Gpt(%d, %d, %d)"
                .formatted(config.blocks(), config.block().heads(), config.block().width());
    }

    /// Attention and a perceptron, each added to what goes in.
    private static final class Block implements Layer {
        private final Scope scope;
        private final Residual attending;
        private final MultiHeadAttention attention;
        private final Residual thinking;
        private final FeedForward perceptron;

        Block(Scope scope, GptConfig config) {
            this.scope = scope;
            BlockConfig sizes = config.block();
            Initializer before = Initializers.normal(0, DEVIATION);
            Initializer behind =
                    Initializers.normal(0, DEVIATION / Math.sqrt(2.0 * config.blocks()));
            Residual.Order order = sizes.style().order();
            attending = new Residual(norm(scope.in("ln_1"), config), order, sizes.dropout());
            attention =
                    new MultiHeadAttention(
                            scope.in("attn"),
                            AttentionConfig.of(sizes.width(), sizes.heads())
                                    .with(
                                            Projections.named("c_proj.", "c_attn.")
                                                    .starting(before, behind))
                                    .with(Reach.causal())
                                    .withDropout(sizes.dropout()));
            thinking = new Residual(norm(scope.in("ln_2"), config), order, sizes.dropout());
            Scope mlp = scope.in("mlp");
            perceptron =
                    new FeedForward(
                            new Linear(mlp.in("c_fc"), sizes.width(), sizes.hidden(), before),
                            sizes.style().activation(),
                            new Linear(mlp.in("c_proj"), sizes.hidden(), sizes.width(), behind),
                            0);
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

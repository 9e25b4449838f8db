package io.jacquard.models.llama;

import io.jacquard.nn.attention.Heads;
import io.jacquard.nn.attention.Projections.Bias;
import io.jacquard.nn.attention.Rotary;
import java.util.function.DoubleUnaryOperator;

/// Sizes of a {@link Llama}.
///
/// Sources: Touvron et al., *LLaMA*, 2023, arXiv 2302.13971, table 2; Touvron et al., *Llama 2*,
/// 2023, arXiv 2307.09288, table 1; Grattafiori et al., *The Llama 3 herd of models*, 2024, arXiv
/// 2407.21783, table 3.
///
/// @param vocabulary number of different tokens, from 1
/// @param context largest number of tokens, from 1
/// @param blocks number of blocks, from 1
/// @param sizes of a block
/// @param style what else it does
public record LlamaConfig(int vocabulary, int context, int blocks, Sizes sizes, Style style) {
    private static final double BASE = 10_000;
    private static final double BASE_3 = 500_000;
    private static final int TOKENS_3 = 128_256;

    /// Sizes of a block.
    ///
    /// @param width features of a token
    /// @param hidden features inside of the perceptron
    /// @param heads the heads, usually with {@link Rotary} positions
    public record Sizes(int width, int hidden, Heads heads) {}

    /// What a network does beside its sizes.
    ///
    /// @param epsilon of the normalizations
    /// @param head how logits are made
    /// @param bias which maps of the attention have a bias: none in Llama, those before in Qwen 2
    public record Style(double epsilon, Head head, Bias bias) {}

    /// How logits are made of features.
    public enum Head {
        /// By a map of its own, `lm_head.weight`.
        OWN,
        /// By the table of the tokens.
        TIED
    }

    /// Checks the ranges.
    public LlamaConfig {
        if (vocabulary < 1 || context < 1 || blocks < 1) {
            throw new IllegalArgumentException(
                    "vocabulary, context and blocks are from 1, got %d, %d and %d"
                            .formatted(vocabulary, context, blocks));
        }
    }

    /// Any sizes: rotary positions of base 10,000, a map of its own to logits, epsilon 1e-5.
    ///
    /// @param vocabulary number of different tokens, from 1
    /// @param context largest number of tokens, from 1
    /// @param blocks number of blocks, from 1
    /// @param sizes of a block
    public static LlamaConfig of(int vocabulary, int context, int blocks, Sizes sizes) {
        return new LlamaConfig(
                vocabulary, context, blocks, sizes, new Style(1e-5, Head.OWN, Bias.NONE));
    }

    private static Sizes sizes(int width, int hidden, int heads, int groups, double base) {
        Heads shared = Heads.of(width, heads).inGroups(groups);
        return new Sizes(width, hidden, shared.with(Rotary.of(base, shared.size())));
    }

    private static LlamaConfig first(int blocks, Sizes sizes) {
        return of(32_000, 2048, blocks, sizes).withEpsilon(1e-6);
    }

    /// LLaMA 7B: 6,738,415,616 values.
    public static LlamaConfig llama7b() {
        return first(32, sizes(4096, 11_008, 32, 32, BASE));
    }

    /// LLaMA 13B: 13,015,864,320 values.
    public static LlamaConfig llama13b() {
        return first(40, sizes(5120, 13_824, 40, 40, BASE));
    }

    /// Llama 2 7B: 6,738,415,616 values.
    public static LlamaConfig llama2With7b() {
        return of(32_000, 4096, 32, sizes(4096, 11_008, 32, 32, BASE));
    }

    /// Llama 2 13B: 13,015,864,320 values.
    public static LlamaConfig llama2With13b() {
        return of(32_000, 4096, 40, sizes(5120, 13_824, 40, 40, BASE));
    }

    /// Llama 2 70B, grouped queries: 68,976,648,192 values.
    public static LlamaConfig llama2With70b() {
        return of(32_000, 4096, 80, sizes(8192, 28_672, 64, 8, BASE));
    }

    /// Llama 3 8B: 8,030,261,248 values.
    public static LlamaConfig llama3With8b() {
        return of(TOKENS_3, 8192, 32, sizes(4096, 14_336, 32, 8, BASE_3));
    }

    /// Llama 3 70B: 70,553,706,496 values.
    public static LlamaConfig llama3With70b() {
        return of(TOKENS_3, 8192, 80, sizes(8192, 28_672, 64, 8, BASE_3));
    }

    /// Llama 3.2 1B, whose table makes the logits too: 1,235,814,400 values.
    public static LlamaConfig llama32With1b() {
        return longer(of(TOKENS_3, 131_072, 16, sizes(2048, 8192, 32, 8, BASE_3)));
    }

    /// Llama 3.2 3B, whose table makes the logits too: 3,212,749,824 values.
    public static LlamaConfig llama32With3b() {
        return longer(of(TOKENS_3, 131_072, 28, sizes(3072, 8192, 24, 8, BASE_3)));
    }

    private static LlamaConfig longer(LlamaConfig config) {
        RopeScaling scaling = new RopeScaling(32, 1, 4, 8192);
        return config.withScaling(scaling).withHead(Head.TIED);
    }

    /// These with rotary positions for a longer context.
    ///
    /// @param scaling makes the new frequency of an old one, such as a {@link RopeScaling}
    ///
    /// @throws IllegalArgumentException if the positions are not rotary
    public LlamaConfig withScaling(DoubleUnaryOperator scaling) {
        if (!(sizes.heads.positions() instanceof Rotary rotary)) {
            throw new IllegalArgumentException(
                    "only rotary positions are scaled, these are " + sizes.heads.positions());
        }
        Heads heads = sizes.heads.with(rotary.rescaled(scaling));
        Sizes longer = new Sizes(sizes.width, sizes.hidden, heads);
        return new LlamaConfig(vocabulary, context, blocks, longer, style);
    }

    /// These with logits made in another way.
    public LlamaConfig withHead(Head head) {
        return with(new Style(style.epsilon, head, style.bias));
    }

    /// These with another epsilon of the normalizations.
    public LlamaConfig withEpsilon(double epsilon) {
        return with(new Style(epsilon, style.head, style.bias));
    }

    /// These with other biases.
    public LlamaConfig withBias(Bias bias) {
        return with(new Style(style.epsilon, style.head, bias));
    }

    private LlamaConfig with(Style other) {
        return new LlamaConfig(vocabulary, context, blocks, sizes, other);
    }
}

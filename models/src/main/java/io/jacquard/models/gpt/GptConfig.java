package io.jacquard.models.gpt;

import io.jacquard.nn.attention.BlockConfig;
import io.jacquard.nn.attention.Residual;
import io.jacquard.nn.layer.Activation;

/// Sizes of a {@link Gpt}.
///
/// Source: Radford et al., *Language models are unsupervised multitask learners*, 2019, table 2.
///
/// @param vocabulary number of different tokens, from 1
/// @param context largest number of tokens, from 1
/// @param blocks number of blocks, from 1
/// @param block their sizes, dropout and style
public record GptConfig(int vocabulary, int context, int blocks, BlockConfig block) {
    private static final int TOKENS = 50_257;
    private static final int CONTEXT = 1024;

    /// Checks the ranges.
    public GptConfig {
        if (vocabulary < 1 || context < 1 || blocks < 1) {
            throw new IllegalArgumentException(
                    "vocabulary, context and blocks are from 1, got %d, %d and %d"
                            .formatted(vocabulary, context, blocks));
        }
    }

    /// Any sizes, in GPT-2's style, without dropout.
    ///
    /// @param vocabulary number of different tokens, from 1
    /// @param context largest number of tokens, from 1
    /// @param width features of a token, a multiple of the heads
    /// @param heads number of heads, from 1
    /// @param blocks number of blocks, from 1
    public static GptConfig of(int vocabulary, int context, int width, int heads, int blocks) {
        BlockConfig block =
                BlockConfig.of(width, heads, 4 * width)
                        .with(Residual.Order.BEFORE)
                        .with(Activation.geluTanh())
                        .withDropout(0);
        return new GptConfig(vocabulary, context, blocks, block);
    }

    /// GPT-2 small: 124,439,808 values.
    public static GptConfig small() {
        return of(TOKENS, CONTEXT, 768, 12, 12);
    }

    /// GPT-2 medium: 354,823,168 values.
    public static GptConfig medium() {
        return of(TOKENS, CONTEXT, 1024, 16, 24);
    }

    /// GPT-2 large: 774,030,080 values.
    public static GptConfig large() {
        return of(TOKENS, CONTEXT, 1280, 20, 36);
    }

    /// GPT-2 XL: 1,557,611,200 values.
    public static GptConfig xl() {
        return of(TOKENS, CONTEXT, 1600, 25, 48);
    }

    /// These with dropout of tokens, of what queries take, and of what each part adds: 0.1 when
    /// GPT-2 was trained.
    ///
    /// @param rate from 0 to below 1
    public GptConfig withDropout(double rate) {
        return new GptConfig(vocabulary, context, blocks, block.withDropout(rate));
    }
}

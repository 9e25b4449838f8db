package io.jacquard.models.transformer;

import io.jacquard.nn.attention.BlockConfig;

/// Sizes of a {@link Transformer}.
///
/// Source: Vaswani et al., *Attention is all you need*, 2017, arXiv 1706.03762, table 3.
///
/// @param tokens the vocabularies
/// @param blocks number of blocks of the encoder, and of the decoder, from 1
/// @param block their sizes, dropout and style
public record TransformerConfig(Tokens tokens, int blocks, BlockConfig block) {
    /// The vocabularies.
    ///
    /// @param source number of different tokens of what is read
    /// @param target number of different tokens of what is written
    /// @param padding the id that fills shorter sequences
    /// @param tables which tables and maps are one
    public record Tokens(int source, int target, int padding, Tables tables) {
        /// Checks the ranges.
        public Tokens {
            if (source < 1 || target < 1 || padding < 0) {
                throw new IllegalArgumentException(
                        "vocabularies are from 1 and padding from 0, got %d, %d and %d"
                                .formatted(source, target, padding));
            }
            if (tables == Tables.SHARED && source != target) {
                throw new IllegalArgumentException(
                        "tables are shared, but the vocabularies have %d and %d tokens"
                                .formatted(source, target));
            }
        }
    }

    /// Which tables and maps are one.
    public enum Tables {
        /// None: a table for each vocabulary, and a map to logits with a bias.
        OWN,
        /// All: one table for both vocabularies, used again for the logits, as in the paper.
        SHARED
    }

    /// Checks the range.
    public TransformerConfig {
        if (blocks < 1) {
            throw new IllegalArgumentException("blocks are from 1, got " + blocks);
        }
    }

    /// The base model: 6 blocks of width 512, 8 heads, hidden 2048, dropout 0.1.
    public static TransformerConfig base(Tokens tokens) {
        return new TransformerConfig(tokens, 6, BlockConfig.of(512, 8, 2048));
    }

    /// The big model: 6 blocks of width 1024, 16 heads, hidden 4096, dropout 0.3.
    public static TransformerConfig big(Tokens tokens) {
        return new TransformerConfig(tokens, 6, BlockConfig.of(1024, 16, 4096).withDropout(0.3));
    }
}

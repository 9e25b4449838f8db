package io.jacquard.nn.attention;

/// Sizes, names and reach of a {@link MultiHeadAttention}.
///
/// {@snippet file="io/jacquard/nn/attention/SnippetsTest.java" region="config"}
///
/// @param width features of a token, of input and output
/// @param heads the heads
/// @param projections the maps before and behind
/// @param reach which keys a query sees
/// @param dropout probability that a query does not use a key while training, from 0 to below 1
public record AttentionConfig(
        int width, Heads heads, Projections projections, Reach reach, double dropout) {
    /// An attention as PyTorch's `nn.MultiheadAttention(width, heads)`: every key is seen.
    ///
    /// @param width features of a token, a multiple of the heads
    /// @param heads number of heads, from 1
    public static AttentionConfig of(int width, int heads) {
        return new AttentionConfig(
                width, Heads.of(width, heads), Projections.fused(), Reach.everything(), 0);
    }

    /// This with other heads.
    public AttentionConfig with(Heads other) {
        return new AttentionConfig(width, other, projections, reach, dropout);
    }

    /// This with other maps.
    public AttentionConfig with(Projections other) {
        return new AttentionConfig(width, heads, other, reach, dropout);
    }

    /// This with another reach.
    public AttentionConfig with(Reach other) {
        return new AttentionConfig(width, heads, projections, other, dropout);
    }

    /// This with dropout of what queries take.
    ///
    /// @param rate from 0 to below 1
    public AttentionConfig withDropout(double rate) {
        return new AttentionConfig(width, heads, projections, reach, rate);
    }
}

package io.jacquard.tensor;

import io.jacquard.ir.Attention;
import java.util.List;
import java.util.OptionalDouble;

/// How {@link Tensor#attention(Tensor, Tensor, AttentionOptions)} attends.
///
/// {@snippet :
/// queries.attention(keys, values, AttentionOptions.causal().withMask(valid));
/// }
public final class AttentionOptions {
    private final boolean causal;
    private final List<Tensor> mask;
    private final OptionalDouble scale;
    private final int window;
    private final Shares shares;

    /// What is dropped of the shares.
    private record Shares(double dropout, List<Tensor> key) {}

    private AttentionOptions(
            boolean causal, List<Tensor> mask, OptionalDouble scale, int window, Shares shares) {
        this.causal = causal;
        this.mask = mask;
        this.scale = scale;
        this.window = window;
        this.shares = shares;
    }

    private static AttentionOptions plain(boolean causal) {
        return new AttentionOptions(
                causal,
                List.of(),
                OptionalDouble.empty(),
                Attention.NO_WINDOW,
                new Shares(0, List.of()));
    }

    /// Every query sees every key; products are divided by the root of the size.
    public static AttentionOptions standard() {
        return plain(false);
    }

    /// A query sees the keys up to its own position only.
    public static AttentionOptions causal() {
        return plain(true);
    }

    /// These with a mask.
    ///
    /// @param newMask bool: which keys a query sees; or the queries' dtype: added to the scaled
    ///   products. Broadcast to `[batch, heads, queries, keys]`
    public AttentionOptions withMask(Tensor newMask) {
        return new AttentionOptions(causal, List.of(newMask), scale, window, shares);
    }

    /// These with another factor of the products.
    ///
    /// @param newScale the factor, in place of `1 / sqrt(size)`
    public AttentionOptions withScale(double newScale) {
        return new AttentionOptions(causal, mask, OptionalDouble.of(newScale), window, shares);
    }

    /// These with a sliding window: a query sees keys less than so many positions away from its own
    /// only. Causal, it sees its own key and those just before, `newWindow` in all.
    ///
    /// @param newWindow positions, 1 or more
    public AttentionOptions withWindow(int newWindow) {
        return new AttentionOptions(causal, mask, scale, newWindow, shares);
    }

    /// These with dropout of the shares that a query takes of the values, for training.
    ///
    /// @param rate the probability that a share becomes 0, from 0 inclusive to 1 exclusive; the
    ///   others are divided by what is left of it
    /// @param key a key of {@link Trace#randomKey}, `u32[2]`, that decides
    public AttentionOptions withDropout(double rate, Tensor key) {
        Shares dropped = new Shares(rate, rate == 0 ? List.of() : List.of(key));
        return new AttentionOptions(causal, mask, scale, window, dropped);
    }

    Attention op(Tensor queries) {
        return new Attention(scaleOf(queries), causal, window, shares.dropout);
    }

    /// The key of the dropout, if there is one.
    List<Tensor> keys() {
        return shares.key;
    }

    /// The mask, if there is one.
    List<Tensor> masks() {
        return mask;
    }

    private double scaleOf(Tensor queries) {
        double usual = queries.rank() == 0 ? 1 : 1 / Math.sqrt(queries.size(-1));
        return scale.orElse(usual);
    }
}

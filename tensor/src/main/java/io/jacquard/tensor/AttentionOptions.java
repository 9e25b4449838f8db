package io.jacquard.tensor;

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

    private AttentionOptions(boolean causal, List<Tensor> mask, OptionalDouble scale) {
        this.causal = causal;
        this.mask = mask;
        this.scale = scale;
    }

    /// Every query sees every key; products are divided by the root of the size.
    public static AttentionOptions standard() {
        return new AttentionOptions(false, List.of(), OptionalDouble.empty());
    }

    /// A query sees the keys up to its own position only.
    public static AttentionOptions causal() {
        return new AttentionOptions(true, List.of(), OptionalDouble.empty());
    }

    /// These with a mask.
    ///
    /// @param newMask bool: which keys a query sees; or the queries' dtype: added to the scaled
    ///   products. Broadcast to `[batch, heads, queries, keys]`
    public AttentionOptions withMask(Tensor newMask) {
        return new AttentionOptions(causal, List.of(newMask), scale);
    }

    /// These with another factor of the products.
    ///
    /// @param newScale the factor, in place of `1 / sqrt(size)`
    public AttentionOptions withScale(double newScale) {
        return new AttentionOptions(causal, mask, OptionalDouble.of(newScale));
    }

    boolean isCausal() {
        return causal;
    }

    /// The mask, if there is one.
    List<Tensor> masks() {
        return mask;
    }

    double scaleOf(Tensor queries) {
        double usual = queries.rank() == 0 ? 1 : 1 / Math.sqrt(queries.size(-1));
        return scale.orElse(usual);
    }
}

package io.jacquard.nn.attention;

import io.jacquard.ir.DType;
import io.jacquard.tensor.AttentionOptions;
import io.jacquard.tensor.Refusal;
import io.jacquard.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// What limits and weights the keys of one call, gathered: which a query sees, and what is added to
/// their products.
final class Masks {
    private final List<Tensor> seen = new ArrayList<>();
    private final List<Tensor> added = new ArrayList<>();
    private Reach reach = Reach.everything();

    /// Notes a mask that a user gave.
    void add(Tensor mask) {
        if (mask.dtype() != DType.BOOL && !mask.dtype().isFloat()) {
            throw Refusal.of(
                    "attention",
                    "the mask is " + mask.type(),
                    List.of(mask),
                    "bool, or floats to be added; compare it with a number");
        }
        (mask.dtype() == DType.BOOL ? seen : added).add(mask);
    }

    /// Notes how far queries see.
    ///
    /// @param far how far
    /// @param queries positions, `i32[queries]`
    /// @param keys positions, `i32[keys]`; the same tensor if the tokens see each other
    void add(Reach far, Tensor queries, Tensor keys) {
        if (queries.equals(keys) && far.isOption()) {
            reach = far;
            return;
        }
        Tensor query = queries.expand(1);
        Tensor key = keys.expand(0);
        if (far.limitsAfter()) {
            seen.add(key.le(query.add(far.after())));
        }
        if (far.limitsBefore()) {
            seen.add(key.ge(query.sub(far.before())));
        }
    }

    /// Notes what is added to the products.
    void add(List<Tensor> biases) {
        added.addAll(biases);
    }

    /// One mask of all, bool or the dtype; no element if there is none.
    List<Tensor> joined(DType dtype) {
        List<Tensor> both = seen.stream().reduce(Tensor::and).stream().toList();
        if (added.isEmpty()) {
            return both;
        }
        Tensor sum = added.stream().map(t -> t.to(dtype)).reduce(Tensor::add).orElseThrow();
        for (Tensor visible : both) {
            sum = visible.where(sum, Tensor.scalar(dtype, unseen(dtype)));
        }
        return List.of(sum);
    }

    // What the attention operation itself puts in place of a product that is not seen, if that is
    // a number of the dtype.
    private static double unseen(DType dtype) {
        return dtype == DType.F16 ? -0.7 * 65_504 : -0.7 * Float.MAX_VALUE;
    }

    /// Options of the operation with these masks.
    AttentionOptions options(DType dtype) {
        AttentionOptions plain =
                reach.after() == 0 ? AttentionOptions.causal() : AttentionOptions.standard();
        AttentionOptions near = reach.limitsBefore() ? plain.withWindow(reach.before() + 1) : plain;
        List<Tensor> mask = joined(dtype);
        return mask.isEmpty() ? near : near.withMask(mask.getFirst());
    }
}

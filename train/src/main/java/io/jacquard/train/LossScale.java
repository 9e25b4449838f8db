package io.jacquard.train;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The factor of the loss in a step of f16, so that gradients are neither too small nor too large
/// for it. A step whose gradients are not all finite changes nothing and halves the factor; {@value
/// #PATIENCE} good steps in a row double it. The numbers are those of PyTorch's `GradScaler`.
///
/// The optimizer counts a step that changes nothing, as its schedule does.
///
/// @param factor the factor, a scalar
/// @param good number of good steps since it changed, a scalar
record LossScale(Tensor factor, Tensor good) {
    static final int PATIENCE = 2000;

    private static final double FIRST = 0x1p16;
    private static final String FACTOR = "scale.factor";
    private static final String GOOD = "scale.good";

    /// What is kept between steps, by name.
    static Map<String, Literal> initial() {
        Map<String, Literal> all = new LinkedHashMap<>();
        all.put(FACTOR, Literal.scalar(DType.F32, FIRST));
        all.put(GOOD, Literal.zeros(TensorType.of(DType.F32)));
        return all;
    }

    /// The one whose numbers are the last of these, as {@link #initial} orders them.
    static LossScale last(List<Tensor> kept) {
        int n = kept.size();
        return new LossScale(kept.get(n - 2), kept.get(n - 1));
    }

    /// The gradients of the loss from those of the scaled loss.
    List<Tensor> unscaled(List<Tensor> gradients) {
        return gradients.stream().map(g -> g.div(factor)).toList();
    }

    /// Whether all numbers are finite, a scalar.
    static Tensor finite(List<Tensor> gradients) {
        return gradients.stream().map(g -> g.isFinite().all()).reduce(Tensor::and).orElseThrow();
    }

    /// Each value after the step if it is good, else as before.
    static List<Tensor> chosen(Tensor finite, List<Tensor> next, List<Tensor> before) {
        List<Tensor> chosen = new ArrayList<>();
        for (int i = 0; i < next.size(); i++) {
            chosen.add(finite.where(next.get(i), before.get(i)));
        }
        return chosen;
    }

    /// What is kept after the step.
    List<Tensor> next(Tensor finite) {
        Tensor count = good.add(1);
        Tensor full = count.ge(PATIENCE);
        Tensor grown = full.where(factor.mul(2), factor);
        Tensor smaller = factor.mul(0.5).maximum(1);
        Tensor zero = good.like(0);
        return List.of(finite.where(grown, smaller), finite.where(full.where(zero, count), zero));
    }
}

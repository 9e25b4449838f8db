package io.jacquard.train.optimizer;

import io.jacquard.ir.TensorType;
import io.jacquard.nn.Parameter;
import io.jacquard.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.LongToDoubleFunction;
import java.util.function.UnaryOperator;

/// An optimizer whose gradients are made smaller first.
public final class Clipped implements Optimizer {
    private final Optimizer inner;
    private final UnaryOperator<List<Tensor>> clip;

    private Clipped(Optimizer inner, UnaryOperator<List<Tensor>> clip) {
        this.inner = inner;
        this.clip = clip;
    }

    /// All gradients times one number, so that their joint norm is at most `limit`, as PyTorch's
    /// `clip_grad_norm_`.
    ///
    /// @param limit greater than 0
    public static Clipped byGlobalNorm(Optimizer optimizer, double limit) {
        Ranges.atLeastZero(limit, "the limit of the norm");
        return new Clipped(optimizer, gradients -> scaled(gradients, limit));
    }

    /// Each element of each gradient between `-limit` and `limit`.
    ///
    /// @param limit greater than 0
    public static Clipped byValue(Optimizer optimizer, double limit) {
        Ranges.atLeastZero(limit, "the limit of values");
        return new Clipped(
                optimizer,
                gradients ->
                        gradients.stream().map(g -> g.maximum(-limit).minimum(limit)).toList());
    }

    private static List<Tensor> scaled(List<Tensor> gradients, double limit) {
        Tensor norm =
                gradients.stream()
                        .map(g -> g.square().sum())
                        .reduce(Tensor::add)
                        .orElseThrow()
                        .sqrt();
        Tensor factor = norm.like(limit).div(norm.add(1e-6)).minimum(1);
        return gradients.stream().map(g -> g.mul(factor)).toList();
    }

    @Override
    public List<String> slots() {
        return inner.slots();
    }

    @Override
    public Map<String, LongToDoubleFunction> scalars() {
        return inner.scalars();
    }

    @Override
    public Next update(Current parameter, Map<String, Tensor> scalars) {
        return inner.update(parameter, scalars);
    }

    @Override
    public List<Tensor> gradients(List<Tensor> gradients) {
        return inner.gradients(clip.apply(gradients));
    }

    @Override
    public TensorType slotType(String slot, TensorType parameter) {
        return inner.slotType(slot, parameter);
    }

    @Override
    public Optimizer rule(Parameter parameter) {
        return inner.rule(parameter);
    }

    @Override
    public void check(List<Parameter> parameters) {
        inner.check(parameters);
    }
}

package io.jacquard.train.optimizer;

import io.jacquard.tensor.Tensor;
import io.jacquard.train.schedule.Schedule;
import java.util.List;
import java.util.Map;
import java.util.function.LongToDoubleFunction;

/// Adagrad: `sum = sum + g^2`, `w = w - rate g / (sqrt(sum) + epsilon)`.
///
/// Source: Duchi, Hazan, Singer, *Adaptive subgradient methods*, 2011, figure 1 (diagonal).
/// PyTorch's order of operations; its decay of the rate is a {@link Schedule} here.
///
/// @param rate learning rate
/// @param epsilon added to the root, from 0: 1e-10 in PyTorch
/// @param weightDecay added to the gradient times the value, from 0
public record Adagrad(Schedule rate, double epsilon, double weightDecay) implements Optimizer {
    /// Checks the ranges.
    public Adagrad {
        Ranges.atLeastZero(epsilon, "epsilon");
        Ranges.atLeastZero(weightDecay, "weight decay");
    }

    /// Adagrad with PyTorch's epsilon.
    ///
    /// @param rate learning rate, from 0; usually 1e-2
    public static Adagrad of(double rate) {
        return of(Schedule.constant(Ranges.atLeastZero(rate, "learning rate")));
    }

    /// Adagrad with a changing rate.
    public static Adagrad of(Schedule rate) {
        return new Adagrad(rate, 1e-10, 0);
    }

    /// This with another number added to the root.
    public Adagrad withEpsilon(double newEpsilon) {
        return new Adagrad(rate, newEpsilon, weightDecay);
    }

    /// This with L2 weight decay, added to the gradient.
    public Adagrad withWeightDecay(double newDecay) {
        return new Adagrad(rate, epsilon, newDecay);
    }

    @Override
    public List<String> slots() {
        return List.of("sum");
    }

    @Override
    public Map<String, LongToDoubleFunction> scalars() {
        return Map.of("rate", rate::at);
    }

    @Override
    public Next update(Current p, Map<String, Tensor> scalars) {
        Tensor g = Decay.added(p, weightDecay);
        Tensor sum = p.slots().getFirst().add(g.square());
        Tensor step = g.div(sum.sqrt().add(epsilon));
        Tensor value = p.value().sub(step.mul(Scalars.of(scalars, "rate", step)));
        return new Next(value, List.of(sum));
    }
}

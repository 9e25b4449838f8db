package io.jacquard.train.optimizer;

import io.jacquard.tensor.Tensor;
import io.jacquard.train.schedule.Schedule;
import java.util.List;
import java.util.Map;
import java.util.function.LongToDoubleFunction;

/// Lion: `w = w - rate (sign(b1 m + (1 - b1) g) + decay w)`, `m = b2 m + (1 - b2) g`. Every element
/// moves by the rate, so the rate is 3 to 10 times smaller than AdamW's and the decay larger.
///
/// Source: Chen and others, *Symbolic discovery of optimization algorithms*, 2023, arXiv
/// 2302.06675, algorithm 2.
///
/// @param rate learning rate
/// @param beta1 share of the mean in the direction, from 0 to less than 1, usually 0.9
/// @param beta2 share of the old mean of gradients, from 0 to less than 1, usually 0.99
/// @param weightDecay decoupled weight decay, from 0
public record Lion(Schedule rate, double beta1, double beta2, double weightDecay)
        implements Optimizer {
    /// Checks the ranges.
    public Lion {
        Ranges.share(beta1, "beta1");
        Ranges.share(beta2, "beta2");
        Ranges.atLeastZero(weightDecay, "weight decay");
    }

    /// Lion with the paper's shares, without decay.
    ///
    /// @param rate learning rate, from 0; usually 1e-4
    public static Lion of(double rate) {
        return of(Schedule.constant(Ranges.atLeastZero(rate, "learning rate")));
    }

    /// Lion with a changing rate.
    public static Lion of(Schedule rate) {
        return new Lion(rate, 0.9, 0.99, 0);
    }

    /// This with other shares; the paper has 0.95 and 0.98 for language models.
    public Lion withBetas(double first, double second) {
        return new Lion(rate, first, second, weightDecay);
    }

    /// This with decoupled weight decay.
    public Lion withWeightDecay(double newDecay) {
        return new Lion(rate, beta1, beta2, newDecay);
    }

    @Override
    public List<String> slots() {
        return List.of("mean");
    }

    @Override
    public Map<String, LongToDoubleFunction> scalars() {
        return Map.of("rate", rate::at);
    }

    @Override
    public Next update(Current p, Map<String, Tensor> scalars) {
        Tensor mean = p.slots().getFirst();
        Tensor g = p.gradient();
        Tensor direction = mean.mul(beta1).add(g.mul(1 - beta1)).sign();
        if (weightDecay != 0) {
            direction = direction.add(p.value().mul(weightDecay));
        }
        Tensor value = p.value().sub(direction.mul(Scalars.of(scalars, "rate", mean)));
        return new Next(value, List.of(mean.mul(beta2).add(g.mul(1 - beta2))));
    }
}

package io.jacquard.train.optimizer;

import io.jacquard.ir.Update;
import io.jacquard.tensor.Tensor;
import io.jacquard.train.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongToDoubleFunction;

/// Adam, or AdamW when the weight decay is not 0: `m = b1 m + (1 - b1) g`, `v = b2 v + (1 - b2)
/// g^2`, `w = w (1 - rate decay) - rate (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + epsilon)`.
///
/// Source: Kingma, Ba, *Adam*, 2015, arXiv 1412.6980, algorithm 1; Loshchilov, Hutter, *Decoupled
/// weight decay regularization*, 2019, arXiv 1711.05101, algorithm 2. PyTorch's order of
/// operations.
///
/// @param rate learning rate
/// @param beta1 share of the old mean of gradients, from 0 to less than 1, usually 0.9
/// @param beta2 share of the old mean of squares, from 0 to less than 1, usually 0.999
/// @param epsilon added to the root, greater than 0: 1e-8 in PyTorch, 1e-7 in Keras
/// @param weightDecay decoupled weight decay, from 0
public record Adam(Schedule rate, double beta1, double beta2, double epsilon, double weightDecay)
        implements Optimizer {
    /// Checks the ranges.
    public Adam {
        Ranges.share(beta1, "beta1");
        Ranges.share(beta2, "beta2");
        Ranges.atLeastZero(epsilon, "epsilon");
        Ranges.atLeastZero(weightDecay, "weight decay");
    }

    /// Adam with the usual numbers.
    ///
    /// @param rate learning rate, from 0; usually 1e-3
    public static Adam of(double rate) {
        return of(Schedule.constant(Ranges.atLeastZero(rate, "learning rate")));
    }

    /// Adam with a changing rate.
    public static Adam of(Schedule rate) {
        return new Adam(rate, 0.9, 0.999, 1e-8, 0);
    }

    /// This with other shares.
    public Adam withBetas(double first, double second) {
        return new Adam(rate, first, second, epsilon, weightDecay);
    }

    /// This with another number added to the root.
    public Adam withEpsilon(double newEpsilon) {
        return new Adam(rate, beta1, beta2, newEpsilon, weightDecay);
    }

    /// This with decoupled weight decay: AdamW.
    public Adam withWeightDecay(double newDecay) {
        return new Adam(rate, beta1, beta2, epsilon, newDecay);
    }

    @Override
    public List<String> slots() {
        return List.of("mean", "square");
    }

    @Override
    public Map<String, LongToDoubleFunction> scalars() {
        return Map.of(
                "rate",
                rate::at,
                "step_size",
                step -> rate.at(step) / (1 - Math.pow(beta1, step + 1.0)),
                "root_scale",
                step -> 1 / Math.sqrt(1 - Math.pow(beta2, step + 1.0)));
    }

    @Override
    public Next update(Current p, Map<String, Tensor> scalars) {
        Update.Adam op = new Update.Adam(beta1, beta2, epsilon, weightDecay);
        List<Tensor> operands = new ArrayList<>(List.of(p.value(), p.gradient()));
        operands.addAll(p.slots());
        operands.add(Scalars.of(scalars, "step_size", p.value()));
        operands.add(Scalars.of(scalars, "root_scale", p.value()));
        if (weightDecay != 0) {
            operands.add(Scalars.of(scalars, "rate", p.value()));
        }
        return Next.of(Tensor.apply(op, operands.toArray(Tensor[]::new)));
    }
}

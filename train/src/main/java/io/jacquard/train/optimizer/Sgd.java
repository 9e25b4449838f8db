package io.jacquard.train.optimizer;

import io.jacquard.ir.Update;
import io.jacquard.tensor.Tensor;
import io.jacquard.train.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongToDoubleFunction;

/// Stochastic gradient descent, as PyTorch's SGD: `v = momentum * v + g`, `w = w - rate * v`, or
/// with Nesterov's momentum `w = w - rate * (g + momentum * v)`.
///
/// Source: Sutskever, Martens, Dahl, Hinton, *On the importance of initialization and momentum in
/// deep learning*, 2013, section 2.
///
/// @param rate learning rate
/// @param momentum from 0 to less than 1
/// @param lookahead plain or Nesterov's momentum
/// @param weightDecay added to the gradient times the value, from 0
public record Sgd(Schedule rate, double momentum, Lookahead lookahead, double weightDecay)
        implements Optimizer {
    /// Kinds of momentum.
    public enum Lookahead {
        /// The velocity itself.
        PLAIN,
        /// The gradient and the velocity after it.
        NESTEROV
    }

    /// Checks the ranges.
    public Sgd {
        Ranges.share(momentum, "momentum");
        Ranges.atLeastZero(weightDecay, "weight decay");
    }

    /// Plain gradient descent.
    ///
    /// @param rate learning rate, from 0
    public static Sgd of(double rate) {
        return of(Schedule.constant(Ranges.atLeastZero(rate, "learning rate")));
    }

    /// Plain gradient descent with a changing rate.
    public static Sgd of(Schedule rate) {
        return new Sgd(rate, 0, Lookahead.PLAIN, 0);
    }

    /// This with momentum.
    public Sgd withMomentum(double newMomentum) {
        return new Sgd(rate, newMomentum, lookahead, weightDecay);
    }

    /// This with Nesterov's momentum.
    public Sgd withNesterov() {
        return new Sgd(rate, momentum, Lookahead.NESTEROV, weightDecay);
    }

    /// This with L2 weight decay, added to the gradient.
    public Sgd withWeightDecay(double newDecay) {
        return new Sgd(rate, momentum, lookahead, newDecay);
    }

    @Override
    public List<String> slots() {
        return momentum == 0 ? List.of() : List.of("velocity");
    }

    @Override
    public Map<String, LongToDoubleFunction> scalars() {
        return Map.of("rate", rate::at);
    }

    @Override
    public Next update(Current p, Map<String, Tensor> scalars) {
        Update.Sgd op = new Update.Sgd(momentum, lookahead == Lookahead.NESTEROV, weightDecay);
        List<Tensor> operands = new ArrayList<>(List.of(p.value(), p.gradient()));
        operands.addAll(p.slots());
        operands.add(Scalars.of(scalars, "rate", p.value()));
        return Next.of(Tensor.apply(op, operands.toArray(Tensor[]::new)));
    }
}

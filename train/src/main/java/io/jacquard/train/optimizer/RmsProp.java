package io.jacquard.train.optimizer;

import io.jacquard.tensor.Tensor;
import io.jacquard.train.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongToDoubleFunction;

/// RMSprop, as PyTorch's: `square = smoothing square + (1 - smoothing) g^2`, `w = w - rate g /
/// (sqrt(square) + epsilon)`; centered, the variance stands for the square; with momentum, the
/// quotients are gathered in a velocity.
///
/// Source: Tieleman, Hinton, *Lecture 6.5 - RMSProp*, Coursera, 2012; centered: Graves, *Generating
/// sequences with recurrent neural networks*, 2013, arXiv 1308.0850, equations 38 to 45. PyTorch's
/// order of operations; its epsilon is outside of the root, unlike Graves's.
///
/// @param rate learning rate
/// @param spread how the size of gradients is measured
/// @param momentum from 0 to less than 1
/// @param weightDecay added to the gradient times the value, from 0
public record RmsProp(Schedule rate, Spread spread, double momentum, double weightDecay)
        implements Optimizer {
    /// What the gradient is divided by the root of.
    public enum Center {
        /// The mean of its squares.
        PLAIN,
        /// Its variance.
        CENTERED
    }

    /// How the size of gradients is measured.
    ///
    /// @param smoothing share of the old means, from 0 to less than 1, usually 0.99
    /// @param epsilon added to the root, from 0, usually 1e-8
    /// @param center plain or centered
    public record Spread(double smoothing, double epsilon, Center center) {
        /// Checks the ranges.
        public Spread {
            Ranges.share(smoothing, "smoothing");
            Ranges.atLeastZero(epsilon, "epsilon");
        }
    }

    /// Checks the ranges.
    public RmsProp {
        Ranges.share(momentum, "momentum");
        Ranges.atLeastZero(weightDecay, "weight decay");
    }

    /// RMSprop with PyTorch's numbers.
    ///
    /// @param rate learning rate, from 0; usually 1e-3 to 1e-2
    public static RmsProp of(double rate) {
        return of(Schedule.constant(Ranges.atLeastZero(rate, "learning rate")));
    }

    /// RMSprop with a changing rate.
    public static RmsProp of(Schedule rate) {
        return new RmsProp(rate, new Spread(0.99, 1e-8, Center.PLAIN), 0, 0);
    }

    /// This with another share of the old mean; Keras has 0.9.
    public RmsProp withSmoothing(double newSmoothing) {
        return with(new Spread(newSmoothing, spread.epsilon, spread.center));
    }

    /// This with another number added to the root.
    public RmsProp withEpsilon(double newEpsilon) {
        return with(new Spread(spread.smoothing, newEpsilon, spread.center));
    }

    /// This with momentum.
    public RmsProp withMomentum(double newMomentum) {
        return new RmsProp(rate, spread, newMomentum, weightDecay);
    }

    /// This with L2 weight decay, added to the gradient.
    public RmsProp withWeightDecay(double newDecay) {
        return new RmsProp(rate, spread, momentum, newDecay);
    }

    /// This, divided by the root of the variance.
    public RmsProp centered() {
        return with(new Spread(spread.smoothing, spread.epsilon, Center.CENTERED));
    }

    private RmsProp with(Spread newSpread) {
        return new RmsProp(rate, newSpread, momentum, weightDecay);
    }

    @Override
    public List<String> slots() {
        List<String> all = new ArrayList<>(List.of("square"));
        if (spread.center == Center.CENTERED) {
            all.add("mean");
        }
        if (momentum != 0) {
            all.add("velocity");
        }
        return all;
    }

    @Override
    public Map<String, LongToDoubleFunction> scalars() {
        return Map.of("rate", rate::at);
    }

    @Override
    public Next update(Current p, Map<String, Tensor> scalars) {
        Tensor g = Decay.added(p, weightDecay);
        List<Tensor> slots = new ArrayList<>();
        double fresh = 1 - spread.smoothing;
        Tensor square = p.slots().getFirst().mul(spread.smoothing).add(g.square().mul(fresh));
        slots.add(square);
        Tensor around = square;
        if (spread.center == Center.CENTERED) {
            Tensor old = p.slots().get(1);
            Tensor mean = old.add(g.sub(old).mul(fresh));
            slots.add(mean);
            around = square.sub(mean.square());
        }
        Tensor step = g.div(around.sqrt().add(spread.epsilon));
        if (momentum != 0) {
            step = p.slots().getLast().mul(momentum).add(step);
            slots.add(step);
        }
        return new Next(p.value().sub(step.mul(Scalars.of(scalars, "rate", step))), slots);
    }
}

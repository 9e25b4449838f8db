package io.jacquard.train.schedule;

/// A number for each step, usually the learning rate.
@FunctionalInterface
public interface Schedule {
    /// The number for a step.
    ///
    /// @param step steps done before, from 0
    double at(long step);

    /// The same number at every step.
    static Schedule constant(double rate) {
        return _ -> rate;
    }

    /// The rate times `factor` after each `every` steps, as PyTorch's StepLR.
    ///
    /// @param rate at step 0
    /// @param factor from 0 to 1
    /// @param every number of steps, from 1
    static Schedule step(double rate, double factor, long every) {
        positive(every, "every");
        return step -> rate * Math.pow(factor, (double) Math.floorDiv(step, every));
    }

    /// Half a cosine from a rate to another, which then stays.
    ///
    /// Source: Loshchilov, Hutter, *SGDR*, 2017, equation 5, without restarts.
    ///
    /// @param rate at step 0
    /// @param last from step `steps` on
    /// @param steps length in steps, from 1
    static Schedule cosine(double rate, double last, long steps) {
        positive(steps, "steps");
        return step -> {
            double t = Math.min(1, (double) step / steps);
            return last + (rate - last) * (1 + Math.cos(Math.PI * t)) / 2;
        };
    }

    /// A straight line from a rate to another, which then stays.
    ///
    /// @param rate at step 0
    /// @param last from step `steps` on
    /// @param steps length in steps, from 1
    static Schedule linear(double rate, double last, long steps) {
        positive(steps, "steps");
        return step -> rate + (last - rate) * Math.min(1, (double) step / steps);
    }

    /// This schedule after a warm-up: the rate grows in equal parts, `(step + 1) / steps` of this
    /// schedule's first, then this schedule begins.
    ///
    /// @param steps length of the warm-up in steps, from 0
    default Schedule afterWarmUp(long steps) {
        return step -> step < steps ? at(0) * (step + 1) / steps : at(step - steps);
    }

    /// Up from `peak / 25` to the peak in the first 30 % of the steps and down to `peak / 250,000`
    /// in the rest, both along half a cosine: PyTorch's OneCycleLR with its defaults.
    ///
    /// Source: Smith, Topin, *Super-convergence*, 2018, arXiv 1708.07120.
    ///
    /// @param peak the highest rate
    /// @param steps length in steps, from 2
    static Schedule oneCycle(double peak, long steps) {
        positive(steps - 1, "steps - 1");
        double first = peak / 25;
        double last = first / 1e4;
        double top = 0.3 * steps - 1;
        return step -> {
            double s = Math.min(step, steps - 1);
            return s <= top
                    ? between(first, peak, top <= 0 ? 1 : s / top)
                    : between(peak, last, (s - top) / (steps - 1 - top));
        };
    }

    private static double between(double from, double to, double t) {
        return to + (from - to) / 2 * (1 + Math.cos(Math.PI * t));
    }

    private static void positive(long value, String name) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is from 1, got " + value);
        }
    }
}

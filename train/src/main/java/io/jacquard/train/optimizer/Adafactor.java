package io.jacquard.train.optimizer;

import io.jacquard.ir.TensorType;
import io.jacquard.tensor.Tensor;
import io.jacquard.train.schedule.Schedule;
import java.util.List;
import java.util.Map;
import java.util.function.LongToDoubleFunction;

/// Adafactor, as PyTorch's: the mean square of a gradient with two or more axes is kept as the
/// product of a column and a row of means over the last two axes, so the state of a matrix is two
/// vectors; the step is as long as the parameter's own root mean square times the rate.
///
/// `rho = min(rate, 1 / sqrt(t))`, `alpha = max(1e-3, rms(w)) rho`, `u = g / sqrt(square)`, `w = w
/// (1 - rate decay) - alpha u / max(1, rms(u) / threshold)`; the share of a new square is `t^-0.8`.
///
/// Source: Shazeer, Stern, *Adafactor*, 2018, arXiv 1804.04235, algorithms 4 and 5. As in PyTorch,
/// the rate is relative, there is no first moment, and the squares are bounded from below by the
/// square of f32's epsilon instead of being enlarged. The last two axes of a convolution are its
/// channels here, its kernel there.
///
/// @param rate largest relative step
/// @param decayPower of the step's number, the share of a new square; less than 0, usually -0.8
/// @param threshold largest root mean square of an update, greater than 0, usually 1
/// @param weightDecay decoupled weight decay, from 0
public record Adafactor(Schedule rate, double decayPower, double threshold, double weightDecay)
        implements Optimizer {
    private static final double SMALLEST = 0x1p-23;
    private static final double SHORTEST = 1e-3;

    /// Checks the ranges.
    public Adafactor {
        if (!(decayPower < 0)) {
            throw new IllegalArgumentException("the power is less than 0, got " + decayPower);
        }
        if (!(threshold > 0)) {
            throw new IllegalArgumentException("the threshold is more than 0, got " + threshold);
        }
        Ranges.atLeastZero(weightDecay, "weight decay");
    }

    /// Adafactor with PyTorch's numbers.
    ///
    /// @param rate largest relative step, from 0; usually 1e-2
    public static Adafactor of(double rate) {
        return of(Schedule.constant(Ranges.atLeastZero(rate, "learning rate")));
    }

    /// Adafactor with a changing rate.
    public static Adafactor of(Schedule rate) {
        return new Adafactor(rate, -0.8, 1, 0);
    }

    /// This with decoupled weight decay.
    public Adafactor withWeightDecay(double newDecay) {
        return new Adafactor(rate, decayPower, threshold, newDecay);
    }

    @Override
    public List<String> slots() {
        return List.of("row", "column");
    }

    /// Of a parameter with one axis or none the row is the whole square and the column is one
    /// number that stays 0.
    @Override
    public TensorType slotType(String slot, TensorType parameter) {
        int rank = parameter.rank();
        if (rank < 2) {
            return slot.equals("row") ? parameter : TensorType.of(parameter.dtype());
        }
        return parameter.with(parameter.shape().with(slot.equals("row") ? rank - 1 : rank - 2, 1));
    }

    @Override
    public Map<String, LongToDoubleFunction> scalars() {
        return Map.of(
                "rate",
                rate::at,
                "relative",
                step -> Math.min(rate.at(step), 1 / Math.sqrt(step + 1.0)),
                "share",
                step -> Math.pow(step + 1.0, decayPower));
    }

    @Override
    public Next update(Current p, Map<String, Tensor> scalars) {
        Tensor share = Scalars.of(scalars, "share", p.value());
        Tensor square = p.gradient().square();
        Tensor row = p.slots().getFirst();
        Tensor column = p.slots().getLast();
        Tensor estimate;
        if (p.value().rank() < 2) {
            row = moved(row, square, share);
            estimate = row;
        } else {
            row = moved(row, square.mean(-1).expand(-1), share);
            column = moved(column, square.mean(-2).expand(-2), share);
            estimate = row.mul(column).div(row.mean(-2).expand(-2).maximum(SMALLEST));
        }
        Tensor step = p.gradient().mul(estimate.maximum(SMALLEST * SMALLEST).rsqrt());
        Tensor length =
                rms(p.value()).maximum(SHORTEST).mul(Scalars.of(scalars, "relative", p.value()));
        Tensor shortened = length.div(rms(step).div(threshold).maximum(1));
        return new Next(decayed(p, scalars).sub(step.mul(shortened)), List.of(row, column));
    }

    private Tensor decayed(Current p, Map<String, Tensor> scalars) {
        if (weightDecay == 0) {
            return p.value();
        }
        Tensor lost = Scalars.of(scalars, "rate", p.value()).mul(weightDecay);
        return p.value().sub(p.value().mul(lost));
    }

    private static Tensor moved(Tensor old, Tensor now, Tensor share) {
        return old.add(now.sub(old).mul(share));
    }

    private static Tensor rms(Tensor x) {
        return x.square().mean().sqrt();
    }
}

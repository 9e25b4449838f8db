package io.jacquard.nn.loss;

import io.jacquard.ir.DType;
import io.jacquard.tensor.Tensor;

/// The cross-entropy between classes and the softmax of logits, in nats: `-sum(target *
/// logSoftmax(logits))` over the last axis, averaged over axes between the batch and the classes.
///
/// | value | shape |
/// |---|---|
/// | predictions (logits) | `f32[batch, ..., classes]` |
/// | targets, as classes | any integer dtype, `[batch, ...]`, each 0 to classes - 1 |
/// | targets, as probabilities | `f32[batch, ..., classes]` |
/// | result | `f32[batch]` |
///
/// A class outside the range makes the loss of its example NaN.
///
/// @param labelSmoothing share of the target's mass that is spread evenly over all classes, 0 to 1
public record CrossEntropy(double labelSmoothing) implements Loss {
    /// Checks the range.
    public CrossEntropy {
        if (!(labelSmoothing >= 0 && labelSmoothing <= 1)) {
            throw new IllegalArgumentException(
                    "label smoothing is from 0 to 1, got " + labelSmoothing);
        }
    }

    /// This loss with another share spread over all classes.
    ///
    /// Source: Szegedy et al., *Rethinking the Inception architecture*, 2015, arXiv 1512.00567,
    /// section 7.
    ///
    /// @param share 0 to 1
    public CrossEntropy withLabelSmoothing(double share) {
        return new CrossEntropy(share);
    }

    @Override
    public Tensor apply(Tensor predictions, Tensor targets) {
        if (predictions.rank() < 2 || !predictions.dtype().isFloat()) {
            throw Examples.error(
                    "crossEntropy", predictions, targets, "logits f32[batch, ..., classes]");
        }
        Tensor log = predictions.logSoftmax(-1);
        Tensor hard =
                targets.dtype().isInteger() ? ofClasses(log, targets) : ofShares(log, targets);
        if (labelSmoothing == 0) {
            return Examples.mean(hard);
        }
        Tensor even = log.mean(-1).neg();
        return Examples.mean(hard.mul(1 - labelSmoothing).add(even.mul(labelSmoothing)));
    }

    private static Tensor ofClasses(Tensor log, Tensor targets) {
        int last = log.rank() - 1;
        if (!log.shape().without(last).equals(targets.shape())) {
            throw Examples.error(
                    "crossEntropy",
                    log,
                    targets,
                    "classes [batch, ...], one for each row of logits");
        }
        Tensor classes = targets.to(DType.I32);
        Tensor chosen = classes.expand(-1).eq(Tensor.iota(log.size(-1)));
        Tensor loss = chosen.where(log, log.like(0)).sum(-1).neg();
        Tensor known = classes.ge(classes.like(0)).and(classes.lt(classes.like(log.size(-1))));
        return known.where(loss, loss.like(Double.NaN));
    }

    // A share of 0 gives 0 even where the logarithm is infinite.
    private static Tensor ofShares(Tensor log, Tensor targets) {
        Tensor shares = Examples.alike("crossEntropy", log, targets);
        Tensor parts = shares.eq(shares.like(0)).where(log.like(0), shares.mul(log));
        return parts.sum(-1).neg();
    }
}

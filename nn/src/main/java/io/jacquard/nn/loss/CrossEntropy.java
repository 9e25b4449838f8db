package io.jacquard.nn.loss;

import io.jacquard.tensor.Refusal;
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
/// @param labelSmoothing share of the target's mass that is spread evenly over all classes, from 0
///   inclusive to 1 exclusive
public record CrossEntropy(double labelSmoothing) implements Loss {
    /// Checks the range.
    public CrossEntropy {
        if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
            throw Refusal.argument(
                    "crossEntropy",
                    "the label smoothing is out of its range",
                    labelSmoothing,
                    "0 to below 1; 0 keeps the labels as they are");
        }
    }

    /// This loss with another share spread over all classes.
    ///
    /// Source: Szegedy et al., *Rethinking the Inception architecture*, 2015, arXiv 1512.00567,
    /// section 7.
    ///
    /// @param share from 0 inclusive to 1 exclusive
    public CrossEntropy withLabelSmoothing(double share) {
        return new CrossEntropy(share);
    }

    @Override
    public Tensor apply(Tensor predictions, Tensor targets) {
        if (predictions.rank() < 2 || !predictions.dtype().isFloat()) {
            throw Examples.error(
                    "crossEntropy",
                    "these predictions are no logits",
                    predictions,
                    targets,
                    "logits f32[batch, ..., classes]; expand or convert them");
        }
        Tensor labels = checked(predictions, targets);
        return Examples.mean(predictions.softmaxCrossEntropy(-1, labels, labelSmoothing));
    }

    private static Tensor checked(Tensor predictions, Tensor targets) {
        if (!targets.dtype().isInteger()) {
            return Examples.alike("crossEntropy", predictions, targets);
        }
        int last = predictions.rank() - 1;
        if (!predictions.shape().without(last).equals(targets.shape())) {
            throw Examples.error(
                    "crossEntropy",
                    "the classes are not one a row of logits",
                    predictions,
                    targets,
                    "classes %s; reshape them".formatted(predictions.shape().without(last)));
        }
        return targets;
    }
}

package io.jacquard.nn.loss;

import io.jacquard.tensor.Refusal;
import io.jacquard.tensor.Tensor;

/// The usual losses. Each is a method that can be named as a {@link Loss}: `Losses::crossEntropy`.
public final class Losses {
    private static final CrossEntropy CROSS_ENTROPY = new CrossEntropy(0);

    private Losses() {}

    /// Cross-entropy as a value, to be varied: `Losses.crossEntropy().withLabelSmoothing(0.1)`.
    public static CrossEntropy crossEntropy() {
        return CROSS_ENTROPY;
    }

    /// The cross-entropy between classes, or probabilities, and the softmax of logits; see {@link
    /// CrossEntropy}.
    public static Tensor crossEntropy(Tensor predictions, Tensor targets) {
        return CROSS_ENTROPY.apply(predictions, targets);
    }

    /// The mean over an example of `(prediction - target)^2`.
    public static Tensor mse(Tensor predictions, Tensor targets) {
        return Examples.mean(difference("mse", predictions, targets).square());
    }

    /// The mean over an example of `|prediction - target|`.
    public static Tensor mae(Tensor predictions, Tensor targets) {
        return Examples.mean(difference("mae", predictions, targets).abs());
    }

    /// Huber's loss with `delta` 1, to be named as `Losses::huber`.
    public static Tensor huber(Tensor predictions, Tensor targets) {
        return huber(1).apply(predictions, targets);
    }

    /// The mean over an example of `d^2 / 2` where `|d| <= delta`, else `delta * (|d| - delta /
    /// 2)`, with `d = prediction - target`.
    ///
    /// Source: Huber, *Robust estimation of a location parameter*, 1964.
    ///
    /// @param delta where the square turns into a line, greater than 0
    public static Loss huber(double delta) {
        if (!(delta > 0) || Double.isInfinite(delta)) {
            throw Refusal.argument(
                    "huber",
                    "delta is out of its range",
                    delta,
                    "a number greater than 0; mae is the limit of a small one");
        }
        return (predictions, targets) -> {
            Tensor d = difference("huber", predictions, targets);
            Tensor size = d.abs();
            Tensor line = size.sub(delta / 2).mul(delta);
            Tensor square = d.square().mul(0.5);
            return Examples.mean(size.le(size.like(delta)).where(square, line));
        };
    }

    /// The mean over an example of the cross-entropy between a probability and the sigmoid of a
    /// logit, in nats: `softplus(x) - x * target`.
    ///
    /// @param predictions logits x, `f32[batch, ...]`
    /// @param targets probabilities of "yes", 0 to 1, or classes 0 and 1 of any dtype; of the
    ///   predictions' shape
    public static Tensor binaryCrossEntropy(Tensor predictions, Tensor targets) {
        Tensor yes = Examples.alike("binaryCrossEntropy", predictions, targets);
        Tensor x = predictions;
        Tensor softplus = x.relu().add(x.gt(x.like(0)).where(x.neg(), x).exp().log1p());
        return Examples.mean(softplus.sub(x.mul(yes)));
    }

    /// The Kullback-Leibler divergence of the softmax of logits from given probabilities, in nats:
    /// `sum(target * log(target / softmax(x)))` over the last axis, averaged over axes between.
    ///
    /// @param predictions logits x, `f32[batch, ..., classes]`
    /// @param targets probabilities, of the predictions' shape; where one is 0 it adds 0
    public static Tensor klDivergence(Tensor predictions, Tensor targets) {
        return Divergence.of(predictions, targets, x -> x.logSoftmax(-1));
    }

    /// The Kullback-Leibler divergence of predicted from given probabilities, in nats.
    ///
    /// @param predictions probabilities, each row with sum 1, `f32[batch, ..., classes]`
    /// @param targets probabilities, of the predictions' shape; where one is 0 it adds 0
    public static Tensor klDivergenceOfProbabilities(Tensor predictions, Tensor targets) {
        return Divergence.of(predictions, targets, Tensor::log);
    }

    /// The mean over an example of `max(0, 1 - target * prediction)`.
    ///
    /// @param predictions scores, `f32[batch, ...]`
    /// @param targets -1 or 1, of the predictions' shape
    public static Tensor hinge(Tensor predictions, Tensor targets) {
        return Examples.mean(margin("hinge", predictions, targets));
    }

    /// The mean over an example of `max(0, 1 - target * prediction)^2`.
    ///
    /// @param predictions scores, `f32[batch, ...]`
    /// @param targets -1 or 1, of the predictions' shape
    public static Tensor squaredHinge(Tensor predictions, Tensor targets) {
        return Examples.mean(margin("squaredHinge", predictions, targets).square());
    }

    private static Tensor difference(String loss, Tensor predictions, Tensor targets) {
        return predictions.sub(Examples.alike(loss, predictions, targets));
    }

    private static Tensor margin(String loss, Tensor predictions, Tensor targets) {
        Tensor sign = Examples.alike(loss, predictions, targets);
        return sign.mul(predictions).neg().add(1).relu();
    }
}

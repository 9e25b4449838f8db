package io.jacquard.nn.loss;

import io.jacquard.tensor.Tensor;
import java.util.function.UnaryOperator;

/// The Kullback-Leibler divergence.
final class Divergence {
    private Divergence() {}

    static Tensor of(Tensor predictions, Tensor targets, UnaryOperator<Tensor> logarithm) {
        Tensor share = Examples.alike("klDivergence", predictions, targets);
        if (predictions.rank() < 2) {
            throw Examples.error(
                    "klDivergence",
                    "there is no axis of classes beside the batch",
                    predictions,
                    targets,
                    "[batch, ..., classes]; expand or reshape both");
        }
        Tensor none = share.le(share.like(0));
        Tensor safe = none.where(share.like(1), share);
        Tensor parts = safe.mul(safe.log().sub(logarithm.apply(predictions)));
        return Examples.mean(none.where(share.like(0), parts).sum(-1));
    }
}

package io.jacquard.train.optimizer;

import io.jacquard.tensor.Tensor;

/// Weight decay, of the kind that is part of the gradient.
final class Decay {
    private Decay() {}

    /// The gradient plus the decay times the value.
    static Tensor added(Optimizer.Current p, double decay) {
        return decay == 0 ? p.gradient() : p.gradient().add(p.value().mul(decay));
    }
}

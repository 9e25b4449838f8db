package io.jacquard.train;

import io.jacquard.ir.DType;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Parameter;
import io.jacquard.nn.Scope;
import io.jacquard.nn.init.Initializers;
import io.jacquard.nn.layer.Activation;
import io.jacquard.nn.layer.BatchNorm;
import io.jacquard.nn.layer.Conv;
import io.jacquard.nn.layer.Dropout;
import io.jacquard.nn.layer.Flatten;
import io.jacquard.nn.layer.Linear;
import io.jacquard.nn.layer.Sequential;
import io.jacquard.tensor.Mode;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Trace;

/// Small networks to train.
final class Nets {
    private Nets() {}

    static Layer corners(Scope s) {
        return Sequential.of(
                s, l -> new Linear(l, 4, 8), _ -> Activation.relu(), l -> new Linear(l, 8, 3));
    }

    static Layer cornersWithDropout(Scope s) {
        return Sequential.of(
                s,
                l -> new Linear(l, 4, 16),
                _ -> Activation.relu(),
                _ -> new Dropout(0.3),
                l -> new Linear(l, 16, 3));
    }

    /// Everything that has a state of its own: convolution, running statistics, two dropouts.
    static Layer pictures(Scope s) {
        return Sequential.of(
                s,
                l -> new Conv(l, 1, 4, 3, 3),
                RunningMean::new,
                l -> new BatchNorm(l, 4),
                _ -> Activation.relu(),
                _ -> new Dropout(0.25),
                _ -> new Flatten(),
                l -> new Linear(l, 64, 8),
                _ -> new Dropout(0.25),
                l -> new Linear(l, 8, 2));
    }

    static Layer normalizedCorners(Scope s) {
        return Sequential.of(
                s,
                l -> new BatchNorm(l, 4),
                l -> new Linear(l, 4, 8),
                l -> new BatchNorm(l, 8),
                _ -> Activation.relu(),
                l -> new Linear(l, 8, 3));
    }

    /// Takes away what its input was on average: of the batch and noted while training, as noted
    /// otherwise.
    static final class RunningMean implements Layer {
        private final Parameter mean;

        RunningMean(Scope s) {
            mean = s.state("mean", TensorType.of(DType.F32), Initializers.zeros());
        }

        @Override
        public Tensor forward(Tensor x) {
            if (Trace.current().mode() == Mode.INFERENCE) {
                return x.sub(mean.value());
            }
            var now = x.stopGradient().mean();
            mean.set(mean.value().mul(0.9).add(now.mul(0.1)));
            return x.sub(now);
        }
    }
}

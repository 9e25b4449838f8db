package io.jacquard.nn.layer;

import io.jacquard.nn.Layer;
import io.jacquard.tensor.Mode;
import io.jacquard.tensor.Refusal;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Trace;

/// While training, sets each element to 0 with a probability and divides the others by what is left
/// of it, so that the mean stays; otherwise gives its input.
///
/// Which elements, depends on the run's seed, the step and the place of this layer.
///
/// Source: Srivastava et al., *Dropout: a simple way to prevent neural networks from overfitting*,
/// 2014; scaled while training ("inverted"), unlike there.
///
/// @param rate the probability, from 0 inclusive to 1 exclusive
public record Dropout(double rate) implements Layer {
    /// Checks the range.
    public Dropout {
        if (!(rate >= 0 && rate < 1)) {
            throw Refusal.argument(
                    "dropout",
                    "the rate is out of its range",
                    rate,
                    "0 to below 1; it is the share that is set to 0");
        }
    }

    @Override
    public Tensor forward(Tensor x) {
        Trace trace = Trace.current();
        if (rate == 0 || trace.mode() == Mode.INFERENCE) {
            return x;
        }
        return x.dropout(rate, trace.randomKey());
    }

    @Override
    public String title() {
        return "Dropout(" + rate + ")";
    }
}

package io.jacquard.nn.loss;

import io.jacquard.ir.ShapeException;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Trace;
import java.util.List;

/// Checks of predictions and targets, and means over an example.
final class Examples {
    private Examples() {}

    static Tensor mean(Tensor values) {
        return values.reshape(values.size(0), values.shape().without(0).elements()).mean(1);
    }

    /// The targets in the predictions' dtype.
    static Tensor alike(String loss, Tensor predictions, Tensor targets) {
        if (predictions.rank() == 0 || !predictions.shape().equals(targets.shape())) {
            throw error(
                    loss,
                    "the shapes differ, or there is no batch",
                    predictions,
                    targets,
                    "targets of the predictions' shape, [batch, ...]; reshape one of them");
        }
        if (!predictions.dtype().isFloat()) {
            throw error(
                    loss,
                    "the predictions are not floating",
                    predictions,
                    targets,
                    "floating-point predictions; convert them first");
        }
        return targets.to(predictions.dtype());
    }

    static ShapeException error(
            String loss, String problem, Tensor predictions, Tensor targets, String expected) {
        List<String> came = List.of("predictions " + predictions, "targets " + targets);
        return ShapeException.of(loss, problem, came, expected, Trace.current().site());
    }
}

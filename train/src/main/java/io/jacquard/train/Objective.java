package io.jacquard.train;

import io.jacquard.nn.loss.Loss;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Tensors;

/// What is minimized, for models of several outputs or data of several labels.
@FunctionalInterface
public interface Objective {
    /// Traces the loss of each example.
    ///
    /// @param outputs the model's outputs by name
    /// @param targets the label columns by name
    /// @return `[batch]`
    Tensor apply(Tensors outputs, Tensors targets);

    /// The loss of the only output against the only label column.
    static Objective of(Loss loss) {
        return (outputs, targets) -> loss.apply(outputs.only(), targets.only());
    }
}

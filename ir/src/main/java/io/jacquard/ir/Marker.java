package io.jacquard.ir;

import java.util.List;

/// Operations that return their operand and only tell something about it.
public sealed interface Marker extends Op {
    @Override
    default List<TensorType> infer(List<TensorType> operands) {
        return List.of(Infer.only(operands));
    }

    /// Stops gradients: the result depends on the operand, its gradient does not.
    record StopGradient() implements Marker {}

    /// Shows the value to the program while it runs, where the backend can.
    ///
    /// @param label the name under which it is shown
    record Tap(String label) implements Marker {}
}

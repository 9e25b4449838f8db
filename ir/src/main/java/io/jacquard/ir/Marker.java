package io.jacquard.ir;

import java.util.List;

/// Operations that return their operands and only tell something about them.
public sealed interface Marker extends Op {
    @Override
    default List<TensorType> infer(List<TensorType> operands) {
        return List.of(Infer.only(operands));
    }

    /// Stops gradients: the result depends on the operand, its gradient does not.
    record StopGradient() implements Marker {}

    /// Returns all its operands; nothing may move or be shared across it: whoever uses a result has
    /// to wait for every operand, and passes do not see through it.
    record OptimizationBarrier() implements Marker {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            return operands;
        }
    }

    /// Shows the value to the program while it runs, where the backend can.
    ///
    /// @param label the name under which it is shown
    record Tap(String label) implements Marker {}
}

package io.jacquard.train.optimizer;

import io.jacquard.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.LongToDoubleFunction;

/// A rule that makes a parameter's next value from its gradient and some state.
///
/// All methods but {@link #update} and {@link #gradients} are asked once. Immutable.
public interface Optimizer {
    /// Names of the state each parameter has, of the parameter's type and 0 at the start.
    List<String> slots();

    /// Numbers that the host computes for each step, by name: `rate` is the learning rate. They are
    /// functions of the number of steps done before.
    Map<String, LongToDoubleFunction> scalars();

    /// Traces the change of one parameter.
    ///
    /// @param parameter its value, gradient and state
    /// @param scalars this step's numbers, f32 scalars by name
    /// @return the next value and state
    Next update(Current parameter, Map<String, Tensor> scalars);

    /// Traces what is done to all gradients together before any update; usually nothing.
    ///
    /// @param gradients one a parameter
    /// @return as many of the same types
    default List<Tensor> gradients(List<Tensor> gradients) {
        return gradients;
    }

    /// A parameter before the step.
    ///
    /// @param value its value
    /// @param gradient the loss's gradient, of the same type
    /// @param slots its state, in the order of {@link Optimizer#slots}
    record Current(Tensor value, Tensor gradient, List<Tensor> slots) {}

    /// A parameter after the step.
    ///
    /// @param value its value
    /// @param slots its state
    record Next(Tensor value, List<Tensor> slots) {
        /// What the results of an operation of {@link io.jacquard.ir.Update} mean: the value, then
        /// the state.
        public static Next of(List<Tensor> results) {
            return new Next(results.getFirst(), results.subList(1, results.size()));
        }
    }
}

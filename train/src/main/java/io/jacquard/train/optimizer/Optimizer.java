package io.jacquard.train.optimizer;

import io.jacquard.ir.TensorType;
import io.jacquard.nn.Parameter;
import io.jacquard.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongToDoubleFunction;

/// A rule that makes a parameter's next value from its gradient and some state.
///
/// All methods but {@link #update}, {@link #gradients} and {@link #step} are asked once. Immutable.
public interface Optimizer {
    /// Names of the state each parameter has, which is 0 at the start.
    List<String> slots();

    /// The type of a state; usually the parameter's.
    ///
    /// @param slot one of {@link #slots}
    /// @param parameter the parameter's type
    default TensorType slotType(String slot, TensorType parameter) {
        return parameter;
    }

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

    /// What is asked for one parameter's state and {@link #update}; this one, unless parameters are
    /// in groups.
    default Optimizer rule(Parameter parameter) {
        return this;
    }

    /// Refuses parameters that it cannot work with; usually none.
    ///
    /// @param parameters all that are trained
    /// @throws IllegalArgumentException if it cannot
    default void check(List<Parameter> parameters) {}

    /// Traces the change of all parameters: {@link #gradients}, then {@link #update} of each one's
    /// {@link #rule}.
    ///
    /// @param parameters all that are trained
    /// @param before their values, gradients and state, in the same order
    /// @param scalars this step's numbers, f32 scalars by name
    /// @return the next values and state, in the same order
    default List<Next> step(
            List<Parameter> parameters, List<Current> before, Map<String, Tensor> scalars) {
        List<Tensor> changed = gradients(before.stream().map(Current::gradient).toList());
        List<Next> all = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            Current b = before.get(i);
            Current now = new Current(b.value(), changed.get(i), b.slots());
            all.add(rule(parameters.get(i)).update(now, scalars));
        }
        return all;
    }

    /// A parameter before the step.
    ///
    /// @param value its value
    /// @param gradient the loss's gradient, of the same type
    /// @param slots its state, in the order of its rule's {@link Optimizer#slots}
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

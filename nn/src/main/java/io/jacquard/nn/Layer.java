package io.jacquard.nn;

import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Tensors;
import io.jacquard.tensor.Trace;

/// A network of one input and one output. Any function of a tensor is one: `Tensor::relu`.
///
/// A layer holds no values, only {@link Parameter}s that name them, so it is immutable and can be
/// used in several places, which then share its parameters.
///
/// {@snippet file="io/jacquard/nn/SnippetsTest.java" region="layer"}
@FunctionalInterface
@SuppressWarnings("FunctionalInterfaceMethodChanged") // a layer lambda is meant as forward
public interface Layer extends Network {
    /// Computes the output.
    ///
    /// @param x the input; axis 0 is the batch
    /// @throws io.jacquard.ir.ShapeException if the layer does not take that type
    Tensor forward(Tensor x);

    /// Takes the only input, whatever its name, and names the output `output`.
    ///
    /// @throws IllegalArgumentException if there is not exactly one input
    @Override
    default Tensors apply(Tensors inputs) {
        return Tensors.of("output", forward(inputs.only()));
    }

    /// Calls this layer as a child of the one that is running: errors and the summary name it by
    /// the running layer's path and this name.
    ///
    /// @param name name of the child, such as `0`
    /// @param x the input
    default Tensor call(String name, Tensor x) {
        return Trace.current().in(name, () -> Calls.noted(this, () -> forward(x)));
    }

    /// What a person calls this layer, for example `Linear(784, 256)`; shown in the summary.
    default String title() {
        return getClass().isHidden() ? "Function" : getClass().getSimpleName();
    }

    /// A function as a layer, where Java cannot know that a layer is wanted.
    static Layer of(Layer function) {
        return function;
    }
}

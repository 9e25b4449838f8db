package io.jacquard.nn;

import io.jacquard.tensor.Tensors;

/// A traced function of named tensors: what a model computes.
///
/// A network of several inputs and outputs is usually a lambda over the layers it uses: `in ->
/// Tensors.of("price", price.forward(in.of("house")))`.
@FunctionalInterface
public interface Network {
    /// Computes the outputs.
    ///
    /// @param inputs one or more tensors by name; axis 0 is the batch
    /// @return one or more tensors by name; axis 0 is the batch
    Tensors apply(Tensors inputs);
}

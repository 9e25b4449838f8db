package io.jacquard.nn.init;

import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.tensor.Seed;

/// Makes the value of a parameter before training.
@FunctionalInterface
public interface Initializer {
    /// Makes the value; the same seed and type give the same bits on every machine.
    ///
    /// @param seed the parameter's own seed
    /// @param type dtype (floating-point) and shape
    Literal init(Seed seed, TensorType type);
}

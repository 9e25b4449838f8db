package io.jacquard.pjrt.stablehlo;

import io.jacquard.ir.DType;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;

/// A value in the text: its name there, such as `%12` or `%12#1`, and its type.
record Ssa(String name, TensorType type) {
    DType dtype() {
        return type.dtype();
    }

    Shape shape() {
        return type.shape();
    }

    int rank() {
        return type.rank();
    }

    boolean isEmpty() {
        return type.shape().elements() == 0;
    }

    @Override
    public String toString() {
        return name;
    }
}

package io.jacquard.tensor;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;

/// Arguments that another library makes too: `sin(k * i + k)` for the element of index i.
final class Waves {
    private Waves() {}

    static Literal of(double k, int... sizes) {
        return of(DType.F32, k, sizes);
    }

    static Literal of(DType dtype, double k, int... sizes) {
        return Run.filled(TensorType.of(dtype, sizes), i -> Math.sin(k * i + k));
    }
}

package io.jacquard.tensor;

import io.jacquard.ir.Contraction;
import io.jacquard.ir.Contraction.DotGeneral;

/// How {@link Tensor} sums products: matrix products and convolutions. Products of 16-bit floats
/// accumulate in f32.
sealed interface TensorProducts permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    /// The matrix product over the last two axes; leading axes are broadcast.
    ///
    /// | value | shape |
    /// |---|---|
    /// | this | `[..., rows, inner]` |
    /// | other | `[..., inner, columns]` |
    /// | result | `[..., rows, columns]` |
    ///
    /// @throws io.jacquard.ir.ShapeException if the inner sizes differ
    default Tensor matmul(Tensor other) {
        return Products.matmul(self(), other);
    }

    /// A convolution over channels-last data.
    ///
    /// | value | shape |
    /// |---|---|
    /// | this | `[batch, spatial..., in]` |
    /// | kernel | `[spatial..., in, out]` |
    /// | result | `[batch, spatial..., out]` |
    default Tensor convolution(Tensor kernel, Contraction.Window window) {
        return convolution(kernel, Contraction.Convolution.channelsLast(window));
    }

    /// The general convolution of {@link Contraction.Convolution}, for example one in groups.
    default Tensor convolution(Tensor kernel, Contraction.Convolution op) {
        return self().made(op, self(), self().sameTrace(kernel));
    }

    /// The general product of {@link DotGeneral}.
    default Tensor dot(DotGeneral op, Tensor other) {
        return self().made(op, self(), self().sameTrace(other));
    }
}

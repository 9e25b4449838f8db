package io.jacquard.tensor;

import io.jacquard.ir.Fft;
import java.util.List;

/// Fourier transforms of real {@link Tensor}s, f32 or f64; those of complex ones are in {@link
/// Complex}.
sealed interface TensorSpectrum permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    /// The Fourier transform along the last axis: of its n elements the first `n / 2 + 1`, which
    /// tell the others. As `numpy.fft.rfft`.
    ///
    /// @throws io.jacquard.ir.ShapeException if this is not f32 or f64 with an axis that has
    ///   elements
    default Complex rfft() {
        return rfftn(1);
    }

    /// The Fourier transform along the last two axes, the last one halved as in {@link #rfft}
    ///
    /// @throws io.jacquard.ir.ShapeException if this is not f32 or f64 with such axes
    default Complex rfft2() {
        return rfftn(2);
    }

    /// The Fourier transform along the last axes, the last one halved as in {@link #rfft}
    ///
    /// @param axes how many axes, from 1 to 3
    /// @throws io.jacquard.ir.ShapeException if this is not f32 or f64 with such axes
    default Complex rfftn(int axes) {
        Fft op = new Fft(Fft.Kind.RFFT, Complex.lengths("rfft", self(), axes));
        List<Tensor> made = Tensor.apply(op, self());
        return new Complex(made.getFirst(), made.getLast());
    }
}

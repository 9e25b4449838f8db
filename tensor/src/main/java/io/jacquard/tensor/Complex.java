package io.jacquard.tensor;

import io.jacquard.ir.Fft;
import io.jacquard.ir.IntList;
import java.util.List;

/// A complex tensor as a pair of real ones, and its Fourier transforms: `X[k] = sum(x[n] * exp(-2
/// pi i k n / N))` along an axis; an inverse has the opposite sign and divides by N. As
/// `numpy.fft`.
///
/// {@snippet :
/// // the circular convolution of two signals
/// Tensor y = x.rfft().mul(kernel.rfft()).irfft(x.size(-1));
/// }
///
/// @param real the real part, f32 or f64
/// @param imaginary the imaginary part, of the same type
public record Complex(Tensor real, Tensor imaginary) {
    /// Checks the types.
    public Complex {
        imaginary.requireType(real.type());
    }

    /// The sum.
    public Complex add(Complex other) {
        return new Complex(real.add(other.real), imaginary.add(other.imaginary));
    }

    /// The difference.
    public Complex sub(Complex other) {
        return new Complex(real.sub(other.real), imaginary.sub(other.imaginary));
    }

    /// The product, element by element.
    public Complex mul(Complex other) {
        return new Complex(
                real.mul(other.real).sub(imaginary.mul(other.imaginary)),
                real.mul(other.imaginary).add(imaginary.mul(other.real)));
    }

    /// The same real and the opposite imaginary part.
    public Complex conjugate() {
        return new Complex(real, imaginary.neg());
    }

    /// The absolute value: `sqrt(real^2 + imaginary^2)`; it has no gradient at 0.
    public Tensor abs() {
        return real.square().add(imaginary.square()).sqrt();
    }

    /// The angle in radians, from -pi to pi.
    public Tensor angle() {
        return imaginary.atan2(real);
    }

    /// The transform along the last axis.
    ///
    /// @throws io.jacquard.ir.ShapeException if there is no such axis or it has no elements
    public Complex fft() {
        return fftn(1);
    }

    /// The transform along the last two axes.
    ///
    /// @throws io.jacquard.ir.ShapeException if there are no such axes or they have no elements
    public Complex fft2() {
        return fftn(2);
    }

    /// The transform along the last axes.
    ///
    /// @param axes how many axes, from 1 to 3
    /// @throws io.jacquard.ir.ShapeException if there are no such axes or they have no elements
    public Complex fftn(int axes) {
        return pair(new Fft(Fft.Kind.FFT, lengths("fft", real, axes)));
    }

    /// The inverse of {@link #fft}.
    ///
    /// @throws io.jacquard.ir.ShapeException if there is no such axis or it has no elements
    public Complex ifft() {
        return ifftn(1);
    }

    /// The inverse of {@link #fft2}.
    ///
    /// @throws io.jacquard.ir.ShapeException if there are no such axes or they have no elements
    public Complex ifft2() {
        return ifftn(2);
    }

    /// The inverse of {@link #fftn}.
    ///
    /// @param axes how many axes, from 1 to 3
    /// @throws io.jacquard.ir.ShapeException if there are no such axes or they have no elements
    public Complex ifftn(int axes) {
        return pair(new Fft(Fft.Kind.IFFT, lengths("ifft", real, axes)));
    }

    /// The real signal of which this is {@link Tensor#rfft}, or {@link Tensor#rfft2} and so on.
    ///
    /// @param lengths sizes of the signal along the last axes, one to three; the last one tells `2
    ///   k - 2` from `2 k - 1` elements
    /// @throws io.jacquard.ir.ShapeException if they do not fit
    public Tensor irfft(int... lengths) {
        Fft op = new Fft(Fft.Kind.IRFFT, IntList.of(lengths));
        return Tensor.apply(op, real, imaginary).getFirst();
    }

    private Complex pair(Fft op) {
        List<Tensor> made = Tensor.apply(op, real, imaginary);
        return new Complex(made.getFirst(), made.getLast());
    }

    static IntList lengths(String op, Tensor x, int axes) {
        if (axes < 1 || axes > Math.min(3, x.rank())) {
            throw x.error(
                    op,
                    "%d last axes of %s".formatted(axes, x.shape()),
                    "1 to 3 axes that are there; reshape it first",
                    x);
        }
        return IntList.generate(axes, i -> x.size(i - axes));
    }
}

package io.jacquard.ir;

import java.util.List;

/// The discrete Fourier transform along the last axes, of f32 or f64. Complex arrays are pairs of
/// operands or results of one type: the real and the imaginary parts.
///
/// `X[k] = sum(x[n] * exp(-2 pi i k n / N))` along each axis; an inverse has the opposite sign and
/// divides by N.
///
/// @param kind which transform
/// @param length number of elements of a signal along the last axes: one to three of them
public record Fft(Kind kind, IntList length) implements Op {
    /// Which transform.
    public enum Kind {
        /// Complex to complex.
        FFT,
        /// The inverse of {@link #FFT}.
        IFFT,
        /// Real to complex: of the last axis the first `N / 2 + 1` elements only, which tell the
        /// others. One operand, two results.
        RFFT,
        /// The inverse of {@link #RFFT}: two operands, one result. Imaginary parts that a real
        /// signal does not have, those of the elements 0 and, if N is even, N / 2 of the last axis,
        /// are not read once the other axes are transformed.
        IRFFT
    }

    @Override
    public List<TensorType> infer(List<TensorType> operands) {
        TensorType t = Infer.same(operands, kind == Kind.RFFT ? 1 : 2);
        if (!(t.dtype() == DType.F32 || t.dtype() == DType.F64)) {
            throw ShapeException.of("the operand is " + t, "f32 or f64; convert it first");
        }
        if (!(length.size() >= 1
                && length.size() <= Math.min(3, t.rank())
                && length.stream().allMatch(n -> n > 0))) {
            throw ShapeException.of(
                    "length %s for %s".formatted(length, t),
                    "1 to 3 sizes from 1, of the last axes; the operand has %d"
                            .formatted(t.rank()));
        }
        TensorType signal = t.with(signal(t.shape()));
        TensorType half = t.with(signal.shape().with(-1, signal.shape().size(-1) / 2 + 1));
        TensorType given = kind == Kind.IRFFT ? half : signal;
        if (!t.equals(given)) {
            throw ShapeException.of(
                    "length %s for %s".formatted(length, t),
                    "operands of %s; pad or slice them".formatted(given));
        }
        return switch (kind) {
            case FFT, IFFT -> List.of(signal, signal);
            case RFFT -> List.of(half, half);
            case IRFFT -> List.of(signal);
        };
    }

    private Shape signal(Shape shape) {
        Shape signal = shape;
        for (int i = 0; i < length.size(); i++) {
            signal = signal.with(shape.rank() - length.size() + i, length.at(i));
        }
        return signal;
    }
}

package io.jacquard.ir.interpret;

import io.jacquard.ir.Fft;
import io.jacquard.ir.Fft.Kind;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import java.util.List;

/// What the Fourier transform means: the sums of its definition, rounded once at the end.
final class FftMeaning {
    private final Kind kind;
    private Shape shape;
    private double[] re;
    private double[] im;

    private FftMeaning(Kind kind, List<Cells> operands) {
        this.kind = kind;
        this.shape = operands.getFirst().type().shape();
        this.re = ((Reals) operands.getFirst()).values;
        this.im = kind == Kind.RFFT ? new double[re.length] : ((Reals) operands.getLast()).values;
    }

    static List<Cells> of(Fft op, List<Cells> operands) {
        FftMeaning f = new FftMeaning(op.kind(), operands);
        int last = f.shape.rank() - 1;
        int first = f.shape.rank() - op.length().size();
        if (op.kind() == Kind.IRFFT) {
            for (int axis = first; axis < last; axis++) {
                f.transform(axis, f.shape.size(axis));
            }
            f.complete(op.length().at(op.length().size() - 1));
        }
        for (int axis = last; axis >= first; axis--) {
            boolean done = op.kind() == Kind.IRFFT && axis < last;
            boolean half = op.kind() == Kind.RFFT && axis == last;
            int size = f.shape.size(axis);
            if (!done) {
                f.transform(axis, half ? size / 2 + 1 : size);
            }
        }
        TensorType type = operands.getFirst().type().with(f.shape);
        Cells real = Reals.rounded(type, f.re);
        return op.kind() == Kind.IRFFT ? List.of(real) : List.of(real, Reals.rounded(type, f.im));
    }

    // The first so many elements of the transform along an axis.
    private void transform(int axis, int count) {
        int n = shape.size(axis);
        boolean inverse = kind == Kind.IFFT || kind == Kind.IRFFT;
        Shape made = shape.with(axis, count);
        double[] outRe = new double[made.elements()];
        double[] outIm = new double[outRe.length];
        int[] from = lines(shape, axis);
        int[] to = lines(made, axis);
        int step = shape.strides()[axis];
        for (int line = 0; line < from.length; line++) {
            for (int k = 0; k < count; k++) {
                double sumRe = 0;
                double sumIm = 0;
                for (int i = 0; i < n; i++) {
                    double angle = 2 * Math.PI * ((long) k * i % n) / n;
                    double c = Math.cos(angle);
                    double s = inverse ? Math.sin(angle) : -Math.sin(angle);
                    int at = from[line] + i * step;
                    sumRe += re[at] * c - im[at] * s;
                    sumIm += re[at] * s + im[at] * c;
                }
                int at = to[line] + k * made.strides()[axis];
                outRe[at] = inverse ? sumRe / n : sumRe;
                outIm[at] = inverse ? sumIm / n : sumIm;
            }
        }
        shape = made;
        re = outRe;
        im = outIm;
    }

    private static int[] lines(Shape shape, int axis) {
        return Offsets.along(shape, Offsets.others(shape.rank(), IntList.of(axis)));
    }

    // The whole transform of a real signal from its first half.
    private void complete(int n) {
        int half = shape.size(-1);
        int lines = shape.elements() / half;
        double[] outRe = new double[lines * n];
        double[] outIm = new double[lines * n];
        for (int line = 0; line < lines; line++) {
            for (int k = 0; k < n; k++) {
                boolean mirrored = k >= half;
                int at = line * half + (mirrored ? n - k : k);
                boolean isReal = k == 0 || 2 * k == n;
                outRe[line * n + k] = re[at];
                outIm[line * n + k] = isReal ? 0 : mirrored ? -im[at] : im[at];
            }
        }
        shape = shape.with(-1, n);
        re = outRe;
        im = outIm;
    }
}

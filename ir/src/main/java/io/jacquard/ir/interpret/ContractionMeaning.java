package io.jacquard.ir.interpret;

import io.jacquard.ir.Contraction;
import io.jacquard.ir.Contraction.DotGeneral;
import io.jacquard.ir.IntList;
import io.jacquard.ir.TensorType;
import java.util.List;

/// What sums of products mean. Operands are first brought to one order of axes.
final class ContractionMeaning {
    private ContractionMeaning() {}

    static Cells of(Contraction op, List<Cells> operands, TensorType out) {
        Cells l = operands.getFirst();
        Cells r = operands.getLast();
        return switch (op) {
            case DotGeneral dot -> dot(dot, l, r, out);
            case Contraction.Convolution c -> new ConvolutionMeaning(c, l, r, out).result();
        };
    }

    private static Cells dot(DotGeneral op, Cells l, Cells r, TensorType out) {
        IntList lFree = DotGeneral.free(l.type(), op.lhsBatching(), op.lhsContracting());
        IntList rFree = DotGeneral.free(r.type(), op.rhsBatching(), op.rhsContracting());
        Cells left = l.transposed(op.lhsBatching().concat(lFree).concat(op.lhsContracting()));
        Cells right = r.transposed(op.rhsBatching().concat(op.rhsContracting()).concat(rFree));
        int batches = product(l.type(), op.lhsBatching());
        int rows = product(l.type(), lFree);
        int inner = product(l.type(), op.lhsContracting());
        int columns = product(r.type(), rFree);
        int[] sizes = {batches, rows, inner, columns};
        return switch (left) {
            case Reals x -> Reals.rounded(out, products(x.values, ((Reals) right).values, sizes));
            case Integers x ->
                    Integers.wrapped(out, products(x.values, ((Integers) right).values, sizes));
        };
    }

    private static int product(TensorType type, IntList axes) {
        return axes.stream().map(type.shape()::size).reduce(1, (a, b) -> a * b);
    }

    // The sum runs in the middle loop, so that both inner reads are in a row; the order of each sum
    // is that of the contracting axes all the same.
    private static double[] products(double[] left, double[] right, int[] sizes) {
        int rows = sizes[1];
        int inner = sizes[2];
        int columns = sizes[3];
        double[] out = new double[sizes[0] * rows * columns];
        for (int row = 0; row < sizes[0] * rows; row++) {
            int to = row * columns;
            for (int k = 0; k < inner; k++) {
                double a = left[row * inner + k];
                int from = (row / rows * inner + k) * columns;
                for (int column = 0; column < columns; column++) {
                    out[to + column] += a * right[from + column];
                }
            }
        }
        return out;
    }

    private static long[] products(long[] left, long[] right, int[] sizes) {
        int rows = sizes[1];
        int inner = sizes[2];
        int columns = sizes[3];
        long[] out = new long[sizes[0] * rows * columns];
        for (int row = 0; row < sizes[0] * rows; row++) {
            int to = row * columns;
            for (int k = 0; k < inner; k++) {
                long a = left[row * inner + k];
                int from = (row / rows * inner + k) * columns;
                for (int column = 0; column < columns; column++) {
                    out[to + column] += a * right[from + column];
                }
            }
        }
        return out;
    }
}

package io.jacquard.cpu.winograd;

import io.jacquard.cpu.kernel.Access;
import io.jacquard.cpu.kernel.Axis;
import io.jacquard.cpu.kernel.BinaryOp;
import io.jacquard.cpu.kernel.CompareOp;
import io.jacquard.cpu.kernel.KernelBuilder;
import io.jacquard.cpu.kernel.KernelSpec;
import io.jacquard.ir.DType;

/// The combinations of F(4, 3), along one axis, as kernels: operand by operand over channels.
///
/// With `P` the 6 points, 4 results of a kernel `g` of 3 over data `d` of 6 are `y = A^T [(G g)
/// (B^T d)]`, products element by element. What belongs to `p` and `-p` shares its even and its odd
/// part.
///
/// | kernel | combines | into |
/// |---|---|---|
/// | [#data] | 6 elements of data | 6, `B^T` |
/// | [#filter] | 3 elements of a kernel | 6, `G` |
/// | [#result] | 6 products | 4 results, `A^T` |
/// | [#gradient] | 4 elements of the results' gradient | 6, `A` |
/// | [#filterGradient] | 6 sums of products | 3 elements of the kernel's gradient, `G^T` |
final class Transforms {
    /// Elements of a tile along an axis.
    static final int TILE = 4;

    /// Points, and elements of data that a tile is made from, along an axis.
    static final int SIDE = 6;

    /// Elements of a kernel along an axis.
    static final int KERNEL = 3;

    /// Pairs of points: matrices that are multiplied.
    static final int POINTS = SIDE * SIDE;

    private static final double A = 0.75;
    private static final double B = 1.5;
    private static final double A2 = A * A;
    private static final double B2 = B * B;

    // What the polynomial that is 0 at the other finite points is at 0, A and B.
    private static final double AT_0 = A2 * B2;
    private static final double AT_A = 2 * A2 * (A2 - B2);
    private static final double AT_B = 2 * B2 * (B2 - A2);

    private final KernelBuilder kernel = new KernelBuilder(Axis.COLUMNS);
    private final int[] x;

    private Transforms(int inputs) {
        this.x = new int[inputs];
        for (int i = 0; i < inputs; i++) {
            x[i] = kernel.input(DType.F32, Access.ELEMENT);
        }
    }

    static KernelSpec data() {
        Transforms t = new Transforms(SIDE);
        t.out(t.end(0));
        t.pair(t.fma(-B2, t.x[2], t.x[4]), t.times(A, t.fma(-B2, t.x[1], t.x[3])));
        t.pair(t.fma(-A2, t.x[2], t.x[4]), t.times(B, t.fma(-A2, t.x[1], t.x[3])));
        t.out(t.end(1));
        return t.kernel.build();
    }

    static KernelSpec filter() {
        Transforms t = new Transforms(KERNEL);
        t.out(t.times(1 / AT_0, t.x[0]));
        t.pair(t.even(1 / AT_A, A2 / AT_A), t.times(A / AT_A, t.x[1]));
        t.pair(t.even(1 / AT_B, B2 / AT_B), t.times(B / AT_B, t.x[1]));
        t.out(t.x[2]);
        return t.kernel.build();
    }

    static KernelSpec gradient() {
        Transforms t = new Transforms(TILE);
        t.out(t.x[0]);
        t.pair(t.fma(A2, t.x[2], t.x[0]), t.fma(A * A2, t.x[3], t.times(A, t.x[1])));
        t.pair(t.fma(B2, t.x[2], t.x[0]), t.fma(B * B2, t.x[3], t.times(B, t.x[1])));
        t.out(t.x[3]);
        return t.kernel.build();
    }

    static KernelSpec filterGradient() {
        Transforms t = new Transforms(SIDE);
        int a = t.sum(1, 2);
        int b = t.sum(3, 4);
        t.out(t.fma(1 / AT_0, t.x[0], t.fma(1 / AT_A, a, t.times(1 / AT_B, b))));
        t.out(t.fma(A / AT_A, t.difference(1, 2), t.times(B / AT_B, t.difference(3, 4))));
        t.out(t.fma(A2 / AT_A, a, t.fma(B2 / AT_B, b, t.x[5])));
        return t.kernel.build();
    }

    /// @param epilogue what happens to each result
    static KernelSpec result(Epilogue epilogue) {
        Transforms t = new Transforms(SIDE);
        int bias = epilogue.bias() ? t.kernel.input(DType.F32, Access.COLUMN) : -1;
        int a = t.sum(1, 2);
        int b = t.sum(3, 4);
        int minusA = t.difference(1, 2);
        int minusB = t.difference(3, 4);
        int[] y = {
            t.add(t.x[0], t.add(a, b)),
            t.fma(A, minusA, t.times(B, minusB)),
            t.fma(A2, a, t.times(B2, b)),
            t.fma(A * A2, minusA, t.fma(B * B2, minusB, t.x[5]))
        };
        for (int each : y) {
            int biased = bias < 0 ? each : t.add(each, bias);
            t.out(epilogue.relu() ? t.relu(biased) : biased);
        }
        return t.kernel.build();
    }

    /// Zero, everywhere.
    static KernelSpec zero() {
        Transforms t = new Transforms(0);
        t.out(t.constant(0));
        return t.kernel.build();
    }

    /// The sum of two operands.
    static KernelSpec sum() {
        Transforms t = new Transforms(2);
        t.out(t.sum(0, 1));
        return t.kernel.build();
    }

    // What is 0 at all finite points but 0 if `first` is 0, at all finite points if it is 1.
    private int end(int first) {
        return fma(AT_0, x[first], fma(-(A2 + B2), x[first + 2], x[first + 4]));
    }

    private int even(double of0, double of2) {
        return fma(of2, x[2], times(of0, x[0]));
    }

    private void pair(int even, int odd) {
        out(add(even, odd));
        out(kernel.binary(BinaryOp.SUBTRACT, even, odd));
    }

    private int sum(int i, int j) {
        return add(x[i], x[j]);
    }

    private int difference(int i, int j) {
        return kernel.binary(BinaryOp.SUBTRACT, x[i], x[j]);
    }

    private int add(int a, int b) {
        return kernel.binary(BinaryOp.ADD, a, b);
    }

    private int times(double factor, int a) {
        return kernel.binary(BinaryOp.MULTIPLY, constant(factor), a);
    }

    private int fma(double factor, int a, int b) {
        return kernel.fma(constant(factor), a, b);
    }

    private int constant(double value) {
        return kernel.constant(DType.F32, value);
    }

    private int relu(int a) {
        int zero = constant(0);
        return kernel.select(kernel.compare(CompareOp.LE, a, zero), zero, a);
    }

    private void out(int node) {
        kernel.output(node, DType.F32, Access.ELEMENT);
    }
}

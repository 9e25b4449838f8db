package io.jacquard.testkit;

import io.jacquard.ir.Contraction.Axes;
import io.jacquard.ir.Contraction.Convolution;
import io.jacquard.ir.Contraction.DotGeneral;
import io.jacquard.ir.Contraction.Window;
import io.jacquard.ir.DType;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Op;
import java.util.ArrayList;
import java.util.List;

/// Cases of matrix products and convolutions.
final class ContractionCases {
    private static final IntList NONE = IntList.of();
    private static final int[][] MATRICES = {
        {1, 1, 1},
        {2, 3, 4},
        {17, 33, 9},
        {32, 784, 10},
        {1, 64, 65},
        {65, 1, 3},
        {0, 3, 2},
        {2, 0, 3},
        {2, 3, 0}
    };

    private final List<OpCase> cases = new ArrayList<>();
    private final DType dtype;

    private ContractionCases(DType dtype) {
        this.dtype = dtype;
    }

    static List<OpCase> all() {
        List<OpCase> all = new ArrayList<>();
        for (DType d : DType.values()) {
            if (d != DType.BOOL) {
                ContractionCases c = new ContractionCases(d);
                c.products();
                c.generalProducts();
                c.windows();
                c.groups();
                c.axes();
                c.edges();
                all.addAll(c.cases);
            }
        }
        return all;
    }

    private void add(int terms, Op op, Literal... operands) {
        Tolerance tolerance =
                switch (dtype) {
                    case F32 -> Tolerance.contraction(terms);
                    case F64 -> Tolerance.DOUBLE;
                    case BF16, F16 ->
                            new Tolerance("BFLOAT16", 0x1p-7, 1e-5, Tolerance.Scale.LARGEST);
                    case I8, I32, I64, U8, U32, BOOL -> Tolerance.EXACT;
                };
        cases.add(OpCase.of(op, tolerance, operands));
    }

    private Literal x(int... sizes) {
        return Samples.random(dtype, 1, sizes);
    }

    private Literal y(int... sizes) {
        return Samples.random(dtype, 2, sizes);
    }

    private static IntList list(int... values) {
        return IntList.of(values);
    }

    private static DotGeneral dot(IntList lhs, IntList rhs) {
        return new DotGeneral(NONE, NONE, lhs, rhs);
    }

    private void products() {
        for (int[] s : MATRICES) {
            add(s[1], DotGeneral.matmul(), x(s[0], s[1]), y(s[1], s[2]));
            add(s[1], dot(list(0), list(0)), x(s[1], s[0]), y(s[1], s[2]));
            add(s[1], dot(list(1), list(1)), x(s[0], s[1]), y(s[2], s[1]));
            add(s[1], dot(list(0), list(1)), x(s[1], s[0]), y(s[2], s[1]));
        }
    }

    private void generalProducts() {
        add(7, dot(list(0), list(0)), x(7), y(7));
        add(7, dot(list(1), list(0)), x(5, 7), y(7));
        add(7, dot(list(0), list(0)), x(7), y(7, 5));
        add(1, dot(NONE, NONE), x(3), y(4));
        add(1, dot(NONE, NONE), x(), y());
        add(1, dot(NONE, NONE), x(), y(2, 3));
        add(12, dot(list(1, 2), list(1, 0)), x(2, 3, 4), y(4, 3, 5));
        add(4, dot(list(2), list(0)), x(2, 3, 4), y(4, 5));
        add(5, new DotGeneral(list(0), list(0), list(2), list(1)), x(3, 4, 5), y(3, 5, 6));
        add(
                5,
                new DotGeneral(list(0, 1), list(0, 1), list(3), list(3)),
                x(2, 3, 4, 5),
                y(2, 3, 6, 5));
        add(4, new DotGeneral(list(2), list(1), list(1), list(0)), x(3, 4, 2), y(4, 2, 5));
        add(1, new DotGeneral(list(0), list(0), NONE, NONE), x(3, 4), y(3, 5));
        add(5, new DotGeneral(list(0), list(0), list(1), list(1)), x(0, 5), y(0, 5));
    }

    private static Window window(
            IntList strides, IntList low, IntList high, IntList lhsDilation, IntList rhsDilation) {
        return new Window(strides, low, high, lhsDilation, rhsDilation);
    }

    private void convolve(int terms, Window w, Literal data, Literal kernel) {
        add(terms, Convolution.channelsLast(w), data, kernel);
    }

    private void windows() {
        IntList one = list(1, 1);
        IntList two = list(2, 2);
        IntList zero = list(0, 0);
        Literal data = x(2, 8, 7, 3);
        Literal kernel = y(3, 3, 3, 4);
        convolve(27, Window.valid(2), data, kernel);
        convolve(27, Window.valid(2).padded(one, one), data, kernel);
        convolve(27, window(two, zero, list(1, 0), one, one), data, kernel);
        convolve(27, window(list(2, 1), one, zero, one, one), data, kernel);
        convolve(27, window(one, list(-1, 1), list(0, -2), one, one), data, kernel);
        convolve(27, window(one, one, two, two, one), data, kernel);
        convolve(27, window(one, one, one, one, two), data, kernel);
        convolve(27, window(two, list(2, 1), list(1, 2), list(3, 2), list(1, 2)), data, kernel);
        convolve(3, Window.valid(2), data, y(1, 1, 3, 5));
        convolve(3 * 56, Window.valid(2), data, y(8, 7, 3, 2));
        convolve(27, Window.valid(2), x(2, 2, 7, 3), kernel);
        convolve(27, Window.valid(2), x(0, 8, 7, 3), kernel);
        convolve(27, Window.valid(2).padded(one, one), x(3, 28, 28, 1), y(3, 3, 1, 32));
        convolve(6, Window.valid(1), x(2, 9, 2), y(3, 2, 5));
        // Nothing but products of matrices, once what meets padding only is cut off.
        convolve(3, Window.valid(2).padded(one, one), x(4, 1, 1, 3), y(3, 3, 3, 5));
        convolve(12, Window.strided(two).padded(one, one), x(3, 2, 2, 3), y(3, 3, 3, 5));
        convolve(3, Window.valid(2).padded(one, zero), x(2, 3, 4, 3), y(1, 1, 3, 5));
        convolve(24, Window.valid(1), x(2, 8, 3), y(8, 3, 4));
        convolve(16, Window.valid(3), x(2, 3, 4, 5, 2), y(2, 2, 2, 2, 3));
        convolve(3, Window.valid(0), x(2, 3), y(3, 4));
    }

    private void groups() {
        Axes data = Axes.channelsLast(2);
        Axes kernel = Axes.kernel(2);
        Window same = Window.valid(2).padded(list(1, 1), list(1, 1));
        add(18, new Convolution(same, data, kernel, data, 2, 1), x(2, 5, 5, 4), y(3, 3, 2, 6));
        add(9, new Convolution(same, data, kernel, data, 4, 1), x(2, 5, 5, 4), y(3, 3, 1, 4));
        add(9, new Convolution(same, data, kernel, data, 4, 1), x(2, 5, 5, 4), y(3, 3, 1, 8));
        add(36, new Convolution(same, data, kernel, data, 1, 2), x(4, 5, 5, 4), y(3, 3, 4, 6));
    }

    private void axes() {
        Axes first = new Axes(0, 1, list(2, 3));
        Axes outFirst = new Axes(0, 1, list(2, 3));
        Axes swapped = new Axes(3, 0, list(2, 1));
        Window w = Window.strided(list(1, 2)).padded(list(1, 0), list(0, 1));
        add(18, new Convolution(w, first, outFirst, first, 1, 1), x(2, 3, 6, 5), y(4, 3, 3, 2));
        add(
                18,
                new Convolution(w, Axes.channelsLast(2), outFirst, first, 1, 1),
                x(2, 6, 5, 3),
                y(4, 3, 3, 2));
        add(
                18,
                new Convolution(w, swapped, Axes.kernel(2), swapped, 1, 1),
                x(3, 5, 6, 2),
                y(3, 2, 3, 4));
    }

    private void edges() {
        if (dtype.isFloat()) {
            double nan = Double.NaN;
            double inf = Double.POSITIVE_INFINITY;
            Literal row = Samples.reals(dtype, 0, 1, inf, -2).reshape(1, 4);
            Literal column = Samples.reals(dtype, inf, 1, 1, 1).reshape(4, 1);
            add(4, DotGeneral.matmul(), row, column);
            add(4, DotGeneral.matmul(), Samples.reals(dtype, nan, 1, 1, 1).reshape(1, 4), column);
            add(4, DotGeneral.matmul(), Samples.reals(dtype, 1, 2, 3, 4).reshape(1, 4), column);
        }
    }
}

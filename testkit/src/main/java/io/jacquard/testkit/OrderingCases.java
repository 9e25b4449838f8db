package io.jacquard.testkit;

import io.jacquard.ir.DType;
import io.jacquard.ir.Fft;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Op;
import io.jacquard.ir.Ordering.Sort;
import io.jacquard.ir.Ordering.TopK;
import java.util.ArrayList;
import java.util.List;

/// Cases of operations that put elements in order, and of the Fourier transform.
final class OrderingCases {
    private final List<OpCase> cases = new ArrayList<>();
    private final DType dtype;

    private OrderingCases(DType dtype) {
        this.dtype = dtype;
    }

    static List<OpCase> all() {
        List<OpCase> all = new ArrayList<>();
        for (DType d : DType.values()) {
            OrderingCases c = new OrderingCases(d);
            c.sort();
            c.topK();
            if (d == DType.F32 || d == DType.F64) {
                c.fft();
            }
            all.addAll(c.cases);
        }
        return all;
    }

    private void add(Op op, Literal... operands) {
        cases.add(OpCase.of(op, Tolerance.EXACT, operands));
    }

    private Literal x(int... sizes) {
        return Samples.random(dtype, sizes.length, sizes);
    }

    private void sort() {
        Literal numbers = Samples.random(DType.I32, 9, 3, 5);
        add(Sort.ascending(0), x(9));
        add(Sort.ascending(1), x(3, 5));
        add(new Sort(0, 1, true), x(3, 5), numbers);
        add(new Sort(1, 2, false), x(3, 5), x(3, 5), numbers);
        add(new Sort(1, 2, true), numbers, x(3, 5), x(3, 5));
        add(Sort.ascending(1), x(2, 4, 3));
        add(Sort.ascending(0), x(0, 3));
        add(Sort.ascending(0), x(1));
        add(Sort.ascending(0), Samples.edges(dtype));
        add(new Sort(0, 1, true), Samples.edges(dtype));
    }

    private void topK() {
        add(new TopK(3), x(9));
        add(new TopK(2), x(2, 3, 5));
        add(new TopK(0), x(2, 3));
        add(new TopK(3), x(2, 3));
        add(new TopK(0), x(0));
        Literal edges = Samples.edges(dtype);
        add(new TopK(edges.elements()), edges);
    }

    private void fft() {
        Tolerance t = dtype == DType.F64 ? Tolerance.DOUBLE : Tolerance.CONTRACTION;
        for (int n : new int[] {1, 2, 5, 8}) {
            IntList one = IntList.of(n);
            IntList two = IntList.of(3, n);
            for (IntList length : List.of(one, two)) {
                Literal half = Samples.random(dtype, 2, 2, 3, n / 2 + 1);
                Literal all = Samples.random(dtype, 3, 2, 3, n);
                Literal im = Samples.random(dtype, 4, 2, 3, n);
                add(t, Fft.Kind.FFT, length, all, im);
                add(t, Fft.Kind.IFFT, length, all, im);
                add(t, Fft.Kind.RFFT, length, all);
                add(t, Fft.Kind.IRFFT, length, half, half);
            }
        }
        add(t, Fft.Kind.FFT, IntList.of(2, 3, 4), x(2, 3, 4), x(2, 3, 4));
        add(t, Fft.Kind.FFT, IntList.of(4), x(0, 4), x(0, 4));
    }

    private void add(Tolerance t, Fft.Kind kind, IntList length, Literal... operands) {
        cases.add(OpCase.of(new Fft(kind, length), t, operands));
    }
}

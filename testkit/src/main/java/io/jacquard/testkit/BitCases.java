package io.jacquard.testkit;

import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import java.util.List;
import java.util.Random;

/// Cases of the operations that look at the bits of numbers.
final class BitCases {
    private static final List<DType> NUMBERS =
            List.of(DType.values()).stream().filter(d -> d != DType.BOOL).toList();

    private final List<OpCase> cases;

    private BitCases(List<OpCase> cases) {
        this.cases = cases;
    }

    static void addTo(List<OpCase> cases) {
        BitCases c = new BitCases(cases);
        for (DType from : NUMBERS) {
            NUMBERS.forEach(to -> c.reread(from, to));
            if (from.isFloat()) {
                c.round(from);
            }
        }
    }

    // NaN is left out: which bits it has is not defined.
    private void reread(DType from, DType to) {
        int ratio = Math.max(1, to.bytes() / from.bytes());
        boolean narrow = ratio > 1;
        add(new Elementwise.BitcastConvert(to), numbers(from, narrow ? ratio : 3));
        int[] sizes = narrow ? new int[] {5, 3, ratio} : new int[] {5, 3};
        add(new Elementwise.BitcastConvert(to), numbers(from, sizes));
        add(new Elementwise.BitcastConvert(to), numbers(from, narrow ? 517 : 2, ratio));
        add(new Elementwise.BitcastConvert(to), numbers(from, 0, ratio));
        if (!narrow) {
            add(new Elementwise.BitcastConvert(to), numbers(from));
        }
    }

    // All bits are random but one of the exponent, so that no part of any width is NaN.
    private static Literal numbers(DType dtype, int... sizes) {
        Literal made = Literal.zeros(TensorType.of(dtype, sizes));
        Random random = new Random(1);
        byte[] bytes = new byte[(int) made.type().bytes()];
        random.nextBytes(bytes);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] &= (byte) 0xBF;
        }
        made.segment().copyFrom(java.lang.foreign.MemorySegment.ofArray(bytes));
        return made;
    }

    private void round(DType d) {
        int[][] formats = {
            {8, 23}, {5, 10}, {8, 7}, {4, 3}, {5, 2}, {8, 0}, {11, 52}, {2, 1}, {1, 0}, {5, 3},
            {4, 30}, {12, 4}, {6, 9}
        };
        for (int[] f : formats) {
            Elementwise op = new Elementwise.ReducePrecision(f[0], f[1]);
            add(op, Samples.edges(d));
            add(op, Samples.random(d, 1, 3, 71));
            add(op, Samples.random(d, 2));
            add(op, Samples.random(d, 3, 0));
            add(op, powers(d));
        }
    }

    // Numbers around every power of two that the dtype has, halves between two of them among these.
    private static Literal powers(DType d) {
        double[] values = new double[4 * 2100];
        for (int i = 0; i < values.length; i++) {
            double factor = new double[] {1, 1.5, -1.875, 1 + 0x1p-4}[i % 4];
            values[i] = factor * Math.scalb(1.0, i / 4 - 1075);
        }
        return Samples.reals(d, values);
    }

    private void add(Elementwise op, Literal x) {
        cases.add(OpCase.of(op, Tolerance.EXACT, x));
    }
}

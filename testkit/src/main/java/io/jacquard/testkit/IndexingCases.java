package io.jacquard.testkit;

import io.jacquard.ir.DType;
import io.jacquard.ir.GatherDimensions;
import io.jacquard.ir.Indexing;
import io.jacquard.ir.Indexing.Gather;
import io.jacquard.ir.Indexing.Scatter;
import io.jacquard.ir.Indexing.Update;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Op;
import io.jacquard.ir.ScatterDimensions;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import java.util.ArrayList;
import java.util.List;

/// Cases of operations that read or write at computed positions: positions inside, at the ends, far
/// outside, of every integer dtype.
final class IndexingCases {
    private static final List<DType> POSITIONS =
            List.of(DType.I8, DType.U8, DType.I32, DType.U32, DType.I64);

    private final List<OpCase> cases = new ArrayList<>();
    private final DType dtype;

    private IndexingCases(DType dtype) {
        this.dtype = dtype;
    }

    static List<OpCase> all() {
        List<OpCase> all = new ArrayList<>();
        for (DType d : DType.values()) {
            IndexingCases c = new IndexingCases(d);
            c.dynamicSlice();
            c.dynamicUpdateSlice();
            c.gather();
            c.scatter(Update.SET);
            if (d != DType.BOOL) {
                c.scatter(Update.ADD);
                c.scatter(Update.MULTIPLY);
                c.scatter(Update.MAXIMUM);
                c.scatter(Update.MINIMUM);
                c.largeScatters();
            }
            all.addAll(c.cases);
        }
        return all;
    }

    private void add(Op op, Literal... operands) {
        add(Tolerance.EXACT, op, operands);
    }

    private Literal x(int... sizes) {
        return Samples.random(dtype, sizes.length, sizes);
    }

    private static Literal at(DType d, long position) {
        Literal made = Literal.zeros(TensorType.of(d));
        made.setLong(0, position);
        return made;
    }

    private static Literal at(long position) {
        return at(DType.I32, position);
    }

    private void dynamicSlice() {
        for (DType d : POSITIONS) {
            add(slice(2, 3), x(5, 7), at(d, 1), at(d, 4));
            add(slice(2, 3), x(5, 7), at(d, -1), at(d, 100));
        }
        add(slice(2), x(5), at(DType.I64, Long.MIN_VALUE));
        add(slice(2), x(5), at(DType.U32, -1));
        add(slice(2), x(5), at(Integer.MAX_VALUE));
        add(slice(1, 70), x(9, 70), at(4), at(0));
        add(slice(33, 1), x(40, 3), at(5), at(2));
        add(slice(2, 3, 4), x(2, 5, 4), at(7), at(1), at(-3));
        add(slice(5), x(5), at(3));
        add(slice(0, 2), x(3, 4), at(1), at(1));
        add(slice(0), x(0), at(1));
        add(slice(), x());
    }

    private static Indexing.DynamicSlice slice(int... sizes) {
        return new Indexing.DynamicSlice(IntList.of(sizes));
    }

    private void dynamicUpdateSlice() {
        Indexing.DynamicUpdateSlice op = new Indexing.DynamicUpdateSlice();
        for (DType d : POSITIONS) {
            add(op, x(5, 7), x(2, 3), at(d, 1), at(d, 4));
            add(op, x(5, 7), x(2, 3), at(d, -1), at(d, 100));
        }
        add(op, x(5), x(2), at(DType.I64, Long.MIN_VALUE));
        add(op, x(5), x(2), at(DType.U32, -1));
        add(op, x(9, 70), x(1, 70), at(4), at(0));
        add(op, x(40, 3), x(33, 1), at(5), at(2));
        add(op, x(2, 5, 4), x(2, 3, 4), at(7), at(1), at(-3));
        add(op, x(5), x(5), at(3));
        add(op, x(3, 4), x(0, 2), at(1), at(1));
        add(op, x(0), x(0), at(1));
        add(op, x(), x());
    }

    private static final IntList NONE = IntList.of();
    // Slices of two axes that start on both, their first axis not in the result.
    private static final GatherDimensions PAIRS =
            new GatherDimensions(list(1), list(0), NONE, NONE, list(0, 1), 0);
    // Windows of one axis.
    private static final GatherDimensions WINDOWS =
            new GatherDimensions(list(1), NONE, NONE, NONE, list(0), 1);
    // The first axis follows the second of the indices.
    private static final GatherDimensions BATCHED =
            new GatherDimensions(list(2), NONE, list(0), list(1), list(1), 2);
    // Slices before the batch, of indices that are not vectors.
    private static final GatherDimensions FIRST =
            new GatherDimensions(list(0, 1), NONE, NONE, NONE, list(1), 1);
    // What take_along_axis does: one element a vector.
    private static final GatherDimensions PICKED =
            new GatherDimensions(NONE, list(1), list(0), list(0), list(1), 2);

    private static IntList list(int... values) {
        return IntList.of(values);
    }

    private static Literal indices(DType d, int[] values, int... sizes) {
        Literal made = Literal.zeros(TensorType.of(d, sizes));
        for (int i = 0; i < values.length; i++) {
            made.setLong(i, values[i]);
        }
        return made;
    }

    private static Literal i32(int[] values, int... sizes) {
        return indices(DType.I32, values, sizes);
    }

    // Indices of which some are outside of an axis of that size.
    private static Literal some(int size, int... sizes) {
        Literal made = Literal.zeros(TensorType.of(DType.I32, sizes));
        for (int i = 0; i < made.elements(); i++) {
            made.setLong(i, (i * 7L + 3) % (size + 3) - 1);
        }
        return made;
    }

    private void gather() {
        for (DType d : POSITIONS) {
            int[] at = {2, 0, 2, -1, 100};
            add(Gather.along(Shape.of(4, 3), 0, 1), x(4, 3), indices(d, at, 5));
        }
        add(Gather.along(Shape.of(9, 70), 0, 2), x(9, 70), some(9, 3, 2));
        add(Gather.along(Shape.of(3, 4, 5), 1, 1), x(3, 4, 5), some(4, 6));
        add(Gather.along(Shape.of(3, 4, 5), 2, 2), x(3, 4, 5), some(5, 2, 2));
        add(Gather.along(Shape.of(4), 0, 0), x(4), i32(new int[] {3}));
        add(Gather.along(Shape.of(4, 0), 0, 1), x(4, 0), some(4, 3));
        add(Gather.along(Shape.of(4, 2), 0, 1), x(4, 2), some(4, 0));
        add(new Gather(PAIRS, list(1, 2), false), x(3, 4), some(4, 2, 5));
        add(new Gather(WINDOWS, list(3), true), x(7), i32(new int[] {-4, 1, 2, 9}, 4));
        add(new Gather(BATCHED, list(1, 2), false), x(3, 5), some(5, 2, 3, 1));
        add(new Gather(FIRST, list(2, 2), false), x(3, 5), some(5, 4));
        add(new Gather(PICKED, list(1, 1), false), x(3, 5), some(5, 3, 2));
        add(Gather.along(Shape.of(40, 17), 0, 1), x(40, 17), some(40, 2000));
    }

    private void scatter(Update how) {
        Tolerance t = tolerance(how);
        for (DType d : POSITIONS) {
            int[] at = {2, 0, 2, -1, 100};
            add(t, along(how, 4, 3), x(4, 3), indices(d, at, 5), x(5, 3));
        }
        add(t, along(how, 9, 70), x(9, 70), some(9, 6), x(6, 70));
        add(t, Scatter.along(how, Shape.of(3, 4, 5), 1, 1), x(3, 4, 5), some(4, 6), x(3, 6, 5));
        add(t, Scatter.along(how, Shape.of(4), 0, 0), x(4), i32(new int[] {3}), x());
        add(t, along(how, 4, 0), x(4, 0), some(4, 3), x(3, 0));
        add(t, along(how, 4, 2), x(4, 2), some(4, 0), x(0, 2));
        add(t, of(how, PAIRS), x(3, 4), some(4, 2, 5), x(5, 2));
        add(t, of(how, WINDOWS), x(7), i32(new int[] {-4, -1, 2, 5, 3}, 5), x(5, 3));
        add(t, of(how, BATCHED), x(3, 5), some(5, 2, 3, 1), x(2, 3, 2));
        add(t, of(how, FIRST), x(3, 5), some(5, 4), x(2, 2, 4));
        add(t, of(how, PICKED), x(3, 5), some(5, 3, 2), x(3, 2));
        int[] once = {3, 0, 2};
        ScatterDimensions rows = along(how, 4, 3).scatterDimensionNumbers();
        add(t, new Scatter(how, rows, false, true), x(4, 3), i32(once, 3), x(3, 3));
    }

    private static Scatter along(Update how, int... sizes) {
        return Scatter.along(how, Shape.of(sizes), 0, 1);
    }

    private static Scatter of(Update how, GatherDimensions d) {
        return new Scatter(how, ScatterDimensions.of(d), false, false);
    }

    // Many rows meet, in several tasks; numbers that are special.
    private void largeScatters() {
        Tolerance sum = dtype.isFloat() ? wide(2000) : Tolerance.EXACT;
        add(sum, along(Update.ADD, 40, 64), x(40, 64), some(40, 2000), x(2000, 64));
        Literal edges = Samples.edges(dtype);
        Literal all = Samples.columns(edges);
        int n = edges.elements();
        for (Update how : List.of(Update.ADD, Update.MAXIMUM, Update.MINIMUM)) {
            add(tolerance(how), along(how, n, n), Samples.rows(edges), some(n, n), all);
        }
    }

    private Tolerance wide(int terms) {
        return switch (dtype) {
            case F64 -> Tolerance.DOUBLE;
            case BF16, F16 -> Tolerance.BFLOAT16;
            case F32, I8, I32, I64, U8, U32, BOOL -> Tolerance.contraction(terms);
        };
    }

    private Tolerance tolerance(Update how) {
        boolean rounds = how == Update.ADD || how == Update.MULTIPLY;
        return rounds && dtype.isFloat() ? wide(100) : Tolerance.EXACT;
    }

    private void add(Tolerance tolerance, Op op, Literal... operands) {
        cases.add(OpCase.of(op, tolerance, operands));
    }
}

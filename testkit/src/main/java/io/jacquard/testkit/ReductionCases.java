package io.jacquard.testkit;

import io.jacquard.ir.DType;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Reduction;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import java.util.ArrayList;
import java.util.List;

/// Cases of reductions.
final class ReductionCases {
    private static final int[][] AXES = {{0}, {1}, {2}, {0, 1}, {1, 2}, {0, 2}, {0, 1, 2}, {}};

    private final List<OpCase> cases = new ArrayList<>();

    private ReductionCases() {}

    static List<OpCase> all() {
        ReductionCases c = new ReductionCases();
        for (DType d : DType.values()) {
            if (d == DType.BOOL) {
                c.reduce(d, Reducer.AND);
                c.reduce(d, Reducer.OR);
            } else {
                c.reduce(d, Reducer.ADD);
                c.reduce(d, Reducer.MULTIPLY);
                c.reduce(d, Reducer.MAXIMUM);
                c.reduce(d, Reducer.MINIMUM);
                c.running(d);
            }
            c.indices(d);
        }
        return c.cases;
    }

    private void add(Reducer reducer, Literal x, int... axes) {
        Reduction.Reduce op = new Reduction.Reduce(reducer, IntList.of(axes));
        Shape shape = x.type().shape();
        int terms = IntList.of(axes).stream().map(shape::size).reduce(1, (a, b) -> a * b);
        cases.add(OpCase.of(op, tolerance(reducer, x.type().dtype(), terms), x));
    }

    private static Tolerance tolerance(Reducer reducer, DType dtype, int terms) {
        boolean picks = reducer == Reducer.MAXIMUM || reducer == Reducer.MINIMUM;
        if (picks || !dtype.isFloat()) {
            return Tolerance.EXACT;
        }
        return switch (dtype) {
            case F64 -> Tolerance.DOUBLE;
            case BF16, F16 -> Tolerance.BFLOAT16;
            case F32, I8, I32, I64, U8, U32, BOOL -> Tolerance.contraction(terms);
        };
    }

    private void reduce(DType d, Reducer reducer) {
        boolean grows = reducer == Reducer.MULTIPLY && d.isFloat();
        for (int[] axes : AXES) {
            add(reducer, sample(d, grows, 4, 5, 6), axes);
            add(reducer, sample(d, grows, 3, 17, 33), axes);
        }
        add(reducer, sample(d, grows, 257, 129), 0);
        add(reducer, sample(d, grows, 257, 129), 1);
        add(reducer, sample(d, grows, 5001), 0);
        add(reducer, sample(d, grows, 1, 7), 0);
        add(reducer, sample(d, grows, 0, 3), 0);
        add(reducer, sample(d, grows, 0, 3), 1);
        add(reducer, sample(d, grows, 0, 3), 0, 1);
        add(reducer, sample(d, grows));
        add(reducer, Samples.edges(d), 0);
        add(reducer, Samples.rows(Samples.edges(d)), 1);
        add(reducer, Samples.rows(Samples.edges(d)), 0);
        Reduction.Reduce none = new Reduction.Reduce(reducer, IntList.of());
        cases.add(OpCase.of(none, Tolerance.EXACT, Literal.filled(TensorType.of(d, 3), -0.0)));
    }

    private static Literal sample(DType d, boolean nearOne, int... sizes) {
        return nearOne ? Samples.between(d, 0.9, 1.1, 1, sizes) : Samples.random(d, 2, sizes);
    }

    private void indices(DType d) {
        for (int axis = 0; axis < 3; axis++) {
            add(axis, Samples.random(d, axis, 4, 5, 6));
        }
        add(0, Samples.random(d, 1, 1));
        add(1, Samples.random(d, 2, 0, 3));
        add(0, Samples.edges(d));
        add(1, Samples.columns(Samples.edges(d)));
        add(1, Samples.rows(Samples.edges(d)));
        add(1, Samples.random(d, 3, 32, 10));
    }

    private void add(int axis, Literal x) {
        cases.add(OpCase.of(new Reduction.ArgMax(axis), Tolerance.EXACT, x));
        cases.add(OpCase.of(new Reduction.ArgMin(axis), Tolerance.EXACT, x));
    }

    private void running(DType d) {
        for (Reducer reducer :
                List.of(Reducer.ADD, Reducer.MULTIPLY, Reducer.MAXIMUM, Reducer.MINIMUM)) {
            boolean grows = reducer == Reducer.MULTIPLY && d.isFloat();
            for (int axis = 0; axis < 3; axis++) {
                running(reducer, axis, sample(d, grows, 4, 5, 6));
            }
            running(reducer, 0, sample(d, grows, 257, 129));
            running(reducer, 1, sample(d, grows, 257, 129));
            running(reducer, 0, sample(d, grows, 1));
            running(reducer, 0, sample(d, grows, 0, 3));
            running(reducer, 1, sample(d, grows, 0, 3));
            Literal edges = runningEdges(d, reducer);
            running(reducer, 0, edges);
            running(reducer, 1, Samples.rows(edges));
        }
    }

    // Sums and products may be grouped in any way: none of these cancels or overflows.
    private static Literal runningEdges(DType d, Reducer reducer) {
        boolean groups = reducer == Reducer.ADD || reducer == Reducer.MULTIPLY;
        return groups && d.isFloat()
                ? Samples.reals(
                        d, -0.0, 1, -2, 0.5, Double.POSITIVE_INFINITY, 3, 0, -0.0, Double.NaN, 1)
                : Samples.edges(d);
    }

    private void running(Reducer reducer, int axis, Literal x) {
        int terms = Math.max(1, x.type().shape().size(axis));
        Tolerance t = tolerance(reducer, x.type().dtype(), terms);
        cases.add(OpCase.of(new Reduction.Cumulative(reducer, axis, false), t, x));
        cases.add(OpCase.of(new Reduction.Cumulative(reducer, axis, true), t, x));
    }
}

package io.jacquard.ir.interpret;

import io.jacquard.ir.DType;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Reduction;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;

/// What operations that combine elements along axes mean.
final class ReductionMeaning {
    private ReductionMeaning() {}

    static Cells of(Reduction op, Cells x) {
        return switch (op) {
            case Reduction.Reduce r -> reduce(r.reducer(), r.dimensions(), x);
            case Reduction.ArgMax a -> argMax(a.dimension(), x);
        };
    }

    private static Cells reduce(Reducer reducer, IntList axes, Cells x) {
        Shape shape = x.type().shape();
        int[] starts = Offsets.along(shape, Offsets.others(shape.rank(), axes));
        int[] steps = Offsets.along(shape, axes);
        TensorType type = x.type().with(shape.without(axes.toArray()));
        double identity = reducer.identity(type.dtype());
        return switch (x) {
            case Reals r -> {
                double[] out = new double[starts.length];
                for (int i = 0; i < out.length; i++) {
                    out[i] = folded(reducer, r.values, starts[i], steps, identity);
                }
                yield Reals.rounded(type, out);
            }
            case Integers n -> {
                long[] out = new long[starts.length];
                for (int i = 0; i < out.length; i++) {
                    out[i] = folded(reducer, n.values, starts[i], steps, (long) identity);
                }
                yield Integers.wrapped(type, out);
            }
        };
    }

    private static double folded(
            Reducer reducer, double[] x, int start, int[] steps, double identity) {
        double value = identity;
        for (int step : steps) {
            double next = x[start + step];
            value =
                    switch (reducer) {
                        case ADD -> value + next;
                        case MULTIPLY -> value * next;
                        case MAXIMUM -> Math.max(value, next);
                        case MINIMUM -> Math.min(value, next);
                        case AND, OR ->
                                throw new IllegalArgumentException(reducer + " is of bool only");
                    };
        }
        return value;
    }

    private static long folded(Reducer reducer, long[] x, int start, int[] steps, long identity) {
        long value = identity;
        for (int step : steps) {
            long next = x[start + step];
            value =
                    switch (reducer) {
                        case ADD -> value + next;
                        case MULTIPLY -> value * next;
                        case MAXIMUM -> Math.max(value, next);
                        case MINIMUM -> Math.min(value, next);
                        case AND -> value & next;
                        case OR -> value | next;
                    };
        }
        return value;
    }

    private static Cells argMax(int axis, Cells x) {
        Shape shape = x.type().shape();
        int[] starts = Offsets.along(shape, Offsets.others(shape.rank(), IntList.of(axis)));
        int[] steps = Offsets.along(shape, IntList.of(axis));
        long[] out = new long[starts.length];
        for (int i = 0; i < out.length; i++) {
            int best = 0;
            for (int j = 1; j < steps.length; j++) {
                if (isLarger(x, starts[i] + steps[j], starts[i] + steps[best])) {
                    best = j;
                }
            }
            out[i] = best;
        }
        return Integers.wrapped(new TensorType(DType.I32, shape.without(axis)), out);
    }

    private static boolean isLarger(Cells x, int candidate, int best) {
        return switch (x) {
            case Reals r -> {
                double a = r.values[candidate];
                double b = r.values[best];
                yield a > b || (Double.isNaN(a) && !Double.isNaN(b));
            }
            case Integers n -> n.values[candidate] > n.values[best];
        };
    }
}

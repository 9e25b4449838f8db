package io.jacquard.ir.interpret;

import io.jacquard.ir.DType;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Reduction;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import java.util.stream.IntStream;

/// What operations that combine elements along axes mean.
final class ReductionMeaning {
    private ReductionMeaning() {}

    static Cells of(Reduction op, Cells x) {
        return switch (op) {
            case Reduction.Reduce r -> reduce(r.reducer(), r.dimensions(), x);
            case Reduction.ArgMax a -> indices(a.dimension(), x, ReductionMeaning::isLarger);
            case Reduction.ArgMin a -> indices(a.dimension(), x, ReductionMeaning::isSmaller);
            case Reduction.Cumulative c -> running(c, x);
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
            value = combined(reducer, value, x[start + step]);
        }
        return value;
    }

    static double combined(Reducer reducer, double x, double y) {
        return switch (reducer) {
            case ADD -> x + y;
            case MULTIPLY -> x * y;
            case MAXIMUM -> Math.max(x, y);
            case MINIMUM -> Math.min(x, y);
            case AND, OR -> throw new IllegalArgumentException(reducer + " is of bool only");
        };
    }

    private static long folded(Reducer reducer, long[] x, int start, int[] steps, long identity) {
        long value = identity;
        for (int step : steps) {
            value = combined(reducer, value, x[start + step]);
        }
        return value;
    }

    static long combined(Reducer reducer, long x, long y) {
        return switch (reducer) {
            case ADD -> x + y;
            case MULTIPLY -> x * y;
            case MAXIMUM -> Math.max(x, y);
            case MINIMUM -> Math.min(x, y);
            case AND -> x & y;
            case OR -> x | y;
        };
    }

    private static Cells running(Reduction.Cumulative op, Cells x) {
        Shape shape = x.type().shape();
        int[] starts =
                Offsets.along(shape, Offsets.others(shape.rank(), IntList.of(op.dimension())));
        int[] steps = Offsets.along(shape, IntList.of(op.dimension()));
        if (op.reverse()) {
            steps = IntStream.of(steps).map(s -> -s).sorted().map(s -> -s).toArray();
        }
        double identity = op.reducer().identity(x.type().dtype());
        return switch (x) {
            case Reals r -> {
                double[] out = new double[r.values.length];
                for (int start : starts) {
                    double value = identity;
                    for (int step : steps) {
                        value = combined(op.reducer(), value, r.values[start + step]);
                        out[start + step] = value;
                    }
                }
                yield Reals.rounded(r.type(), out);
            }
            case Integers n -> {
                long[] out = new long[n.values.length];
                for (int start : starts) {
                    long value = (long) identity;
                    for (int step : steps) {
                        value = combined(op.reducer(), value, n.values[start + step]);
                        out[start + step] = value;
                    }
                }
                yield Integers.wrapped(n.type(), out);
            }
        };
    }

    /// Whether an element beats another one before it.
    private interface Order {
        boolean beats(Cells x, int candidate, int best);
    }

    private static Cells indices(int axis, Cells x, Order order) {
        Shape shape = x.type().shape();
        int[] starts = Offsets.along(shape, Offsets.others(shape.rank(), IntList.of(axis)));
        int[] steps = Offsets.along(shape, IntList.of(axis));
        long[] out = new long[starts.length];
        for (int i = 0; i < out.length; i++) {
            int best = 0;
            for (int j = 1; j < steps.length; j++) {
                if (order.beats(x, starts[i] + steps[j], starts[i] + steps[best])) {
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

    private static boolean isSmaller(Cells x, int candidate, int best) {
        return switch (x) {
            case Reals r -> {
                double a = r.values[candidate];
                double b = r.values[best];
                yield a < b || (Double.isNaN(a) && !Double.isNaN(b));
            }
            case Integers n -> n.values[candidate] < n.values[best];
        };
    }
}

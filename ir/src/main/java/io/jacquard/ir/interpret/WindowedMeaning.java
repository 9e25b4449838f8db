package io.jacquard.ir.interpret;

import io.jacquard.ir.IntList;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Windowed;
import java.util.List;

/// What operations over sliding windows mean.
final class WindowedMeaning {
    private WindowedMeaning() {}

    static Cells of(Windowed op, List<Cells> operands, TensorType result) {
        Cells x = operands.getFirst();
        return switch (op) {
            case Windowed.ReduceWindow r -> reduce(r.reducer(), x, windows(r, x, result), result);
            case Windowed.SelectAndScatter s -> {
                Cells source = operands.getLast();
                Windowed.ReduceWindow path = Windowed.ReduceWindow.of(Reducer.MAXIMUM, s.window());
                yield scatter(x, source, windows(path, x, source.type()));
            }
        };
    }

    private static Windows windows(Windowed.ReduceWindow op, Cells x, TensorType positions) {
        return Windows.of(op, x.type().shape(), positions.shape());
    }

    private static Cells reduce(Reducer reducer, Cells x, Windows windows, TensorType result) {
        double identity = reducer.identity(result.dtype());
        int count = result.shape().elements();
        return switch (x) {
            case Reals r -> {
                double[] out = new double[count];
                for (int i = 0; i < count; i++) {
                    out[i] = identity;
                    for (int place = 0; place < windows.places(); place++) {
                        int at = windows.source(i, place);
                        if (at >= 0) {
                            out[i] = ReductionMeaning.combined(reducer, out[i], r.values[at]);
                        }
                    }
                }
                yield Reals.rounded(result, out);
            }
            case Integers n -> {
                long[] out = new long[count];
                for (int i = 0; i < count; i++) {
                    out[i] = (long) identity;
                    for (int place = 0; place < windows.places(); place++) {
                        int at = windows.source(i, place);
                        if (at >= 0) {
                            out[i] = ReductionMeaning.combined(reducer, out[i], n.values[at]);
                        }
                    }
                }
                yield Integers.wrapped(result, out);
            }
        };
    }

    private static Cells scatter(Cells x, Cells source, Windows windows) {
        Shape shape = x.type().shape();
        int positions = source.type().shape().elements();
        IntList selected = IntList.generate(positions, i -> selected(x, windows, i));
        return switch (source) {
            case Reals r -> {
                double[] out = new double[shape.elements()];
                for (int i = 0; i < positions; i++) {
                    if (selected.at(i) >= 0) {
                        out[selected.at(i)] += r.values[i];
                    }
                }
                yield Reals.rounded(x.type(), out);
            }
            case Integers n -> {
                long[] out = new long[shape.elements()];
                for (int i = 0; i < positions; i++) {
                    if (selected.at(i) >= 0) {
                        out[selected.at(i)] += n.values[i];
                    }
                }
                yield Integers.wrapped(x.type(), out);
            }
        };
    }

    private static int selected(Cells x, Windows windows, int position) {
        int selected = -1;
        for (int place = 0; place < windows.places(); place++) {
            int at = windows.source(position, place);
            if (at >= 0 && (selected < 0 || !isAtLeast(x, selected, at))) {
                selected = at;
            }
        }
        return selected;
    }

    private static boolean isAtLeast(Cells x, int selected, int other) {
        return switch (x) {
            case Reals r -> r.values[selected] >= r.values[other];
            case Integers n -> n.values[selected] >= n.values[other];
        };
    }
}

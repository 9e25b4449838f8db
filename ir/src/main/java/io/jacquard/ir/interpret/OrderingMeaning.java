package io.jacquard.ir.interpret;

import io.jacquard.ir.DType;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Ordering;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What operations mean that put elements in order.
final class OrderingMeaning {
    private OrderingMeaning() {}

    static List<Cells> of(Ordering op, List<Cells> operands) {
        return switch (op) {
            case Ordering.Sort s -> sorted(s, operands);
            case Ordering.TopK t -> largest(t.k(), operands.getFirst());
        };
    }

    private static List<Cells> sorted(Ordering.Sort op, List<Cells> operands) {
        Shape shape = operands.getFirst().type().shape();
        int[] steps = Offsets.along(shape, IntList.of(op.dimension()));
        Comparator<Integer> order = order(operands.subList(0, op.keys()), op.descending());
        int[] sources = new int[shape.elements()];
        for (int start : lines(shape, op.dimension())) {
            List<Integer> line = line(start, steps, order);
            for (int i = 0; i < steps.length; i++) {
                sources[start + steps[i]] = line.get(i);
            }
        }
        return operands.stream().map(x -> x.gathered(shape, sources)).toList();
    }

    private static List<Cells> largest(int k, Cells x) {
        Shape shape = x.type().shape();
        int axis = shape.rank() - 1;
        int[] steps = Offsets.along(shape, IntList.of(axis));
        Comparator<Integer> order = order(List.of(x), true);
        Shape out = shape.with(axis, k);
        int[] sources = new int[out.elements()];
        long[] indices = new long[sources.length];
        int next = 0;
        for (int start : lines(shape, axis)) {
            for (int at : line(start, steps, order).subList(0, k)) {
                sources[next] = at;
                indices[next++] = (long) at - start;
            }
        }
        Cells positions = Integers.wrapped(new TensorType(DType.I32, out), indices);
        return List.of(x.gathered(out, sources), positions);
    }

    private static int[] lines(Shape shape, int axis) {
        return Offsets.along(shape, Offsets.others(shape.rank(), IntList.of(axis)));
    }

    // Positions of a line in order; sorting keeps equal ones as they were.
    private static List<Integer> line(int start, int[] steps, Comparator<Integer> order) {
        List<Integer> line = new ArrayList<>();
        for (int step : steps) {
            line.add(start + step);
        }
        line.sort(order);
        return line;
    }

    private static Comparator<Integer> order(List<Cells> keys, boolean descending) {
        Comparator<Integer> order = (_, _) -> 0;
        for (Cells key : keys) {
            order = order.thenComparing((i, j) -> compared(key, i, j));
        }
        return descending ? order.reversed() : order;
    }

    private static int compared(Cells x, int i, int j) {
        return switch (x) {
            case Integers n -> Long.compare(n.values[i], n.values[j]);
            case Reals r -> {
                double a = r.values[i];
                double b = r.values[j];
                yield a < b ? -1 : a > b ? 1 : Boolean.compare(Double.isNaN(a), Double.isNaN(b));
            }
        };
    }
}

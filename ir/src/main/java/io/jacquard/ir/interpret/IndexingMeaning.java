package io.jacquard.ir.interpret;

import io.jacquard.ir.GatherDimensions;
import io.jacquard.ir.Indexing;
import io.jacquard.ir.Indexing.Update;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Shape;
import io.jacquard.ir.interpret.SliceReader.Pairs;
import java.util.List;

/// What operations mean that read or write at computed positions.
final class IndexingMeaning {
    private IndexingMeaning() {}

    static Cells of(Indexing op, List<Cells> operands, Shape out) {
        Cells x = operands.getFirst();
        return switch (op) {
            case Indexing.DynamicSlice _ ->
                    x.gathered(out, box(x, out, operands.subList(1, operands.size())));
            case Indexing.DynamicUpdateSlice _ -> {
                Cells update = operands.get(1);
                Shape box = update.type().shape();
                int[] targets = box(x, box, operands.subList(2, operands.size()));
                int[] order = IntList.range(0, targets.length).toArray();
                yield changed(Update.SET, x, update, new Pairs(order, targets));
            }
            case Indexing.Gather g -> gathered(g, x, (Integers) operands.get(1), out);
            case Indexing.Scatter s -> {
                Cells updates = operands.get(2);
                Shape all = updates.type().shape();
                GatherDimensions d = s.scatterDimensionNumbers().gather();
                SliceReader slices = new SliceReader(d, out, s.sliceSizes(out, all));
                Pairs pairs = slices.pairs((Integers) operands.get(1), all);
                yield changed(s.updateComputation(), x, updates, pairs);
            }
        };
    }

    private static Cells gathered(Indexing.Gather op, Cells x, Integers indices, Shape out) {
        SliceReader slices =
                new SliceReader(op.dimensionNumbers(), x.type().shape(), op.sliceSizes());
        Pairs pairs = slices.moved().pairs(indices, out);
        int[] sources = new int[pairs.slices.length];
        for (int i = 0; i < sources.length; i++) {
            sources[pairs.slices[i]] = pairs.array[i];
        }
        return x.gathered(out, sources);
    }

    // Positions of a box in an array.
    private static int[] box(Cells x, Shape box, List<Cells> starts) {
        Shape shape = x.type().shape();
        int[] strides = shape.strides();
        int base = 0;
        for (int i = 0; i < strides.length; i++) {
            long start = ((Integers) starts.get(i)).values[0];
            base += Math.clamp(start, 0, shape.size(i) - box.size(i)) * strides[i];
        }
        return Offsets.affine(box.sizes(), strides, base);
    }

    // The array with elements changed, in order.
    private static Cells changed(Update how, Cells x, Cells updates, Pairs pairs) {
        int[] targets = pairs.array;
        int[] sources = pairs.slices;
        return switch (x) {
            case Reals r -> {
                double[] out = r.values.clone();
                double[] by = ((Reals) updates).values;
                for (int i = 0; i < targets.length; i++) {
                    int t = targets[i];
                    if (t >= 0) {
                        out[t] = changed(how, out[t], by[sources[i]]);
                    }
                }
                yield Reals.rounded(x.type(), out);
            }
            case Integers n -> {
                long[] out = n.values.clone();
                long[] by = ((Integers) updates).values;
                for (int i = 0; i < targets.length; i++) {
                    int t = targets[i];
                    if (t >= 0) {
                        out[t] = changed(how, out[t], by[sources[i]]);
                    }
                }
                yield Integers.wrapped(x.type(), out);
            }
        };
    }

    private static double changed(Update how, double old, double by) {
        return switch (how) {
            case SET -> by;
            case ADD -> old + by;
            case MULTIPLY -> old * by;
            case MAXIMUM -> Math.max(old, by);
            case MINIMUM -> Math.min(old, by);
        };
    }

    private static long changed(Update how, long old, long by) {
        return switch (how) {
            case SET -> by;
            case ADD -> old + by;
            case MULTIPLY -> old * by;
            case MAXIMUM -> Math.max(old, by);
            case MINIMUM -> Math.min(old, by);
        };
    }
}

package io.jacquard.ir.interpret;

import io.jacquard.ir.IntList;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;
import java.util.List;

/// What operations mean that only move elements: each is a map of positions.
final class ShapingMeaning {
    private ShapingMeaning() {}

    static Cells of(Shaping op, List<Cells> operands, Shape out) {
        Cells x = operands.getFirst();
        return switch (op) {
            case Shaping.Reshape _ -> x.reshaped(out);
            case Shaping.Transpose t -> x.transposed(t.permutation());
            case Shaping.BroadcastInDim b -> broadcast(x, out, b.dimensions());
            case Shaping.Slice s -> slice(x, out, s);
            case Shaping.Pad p -> pad(x, operands.getLast(), out, p);
            case Shaping.Concatenate c -> concatenate(operands, out, c.dimension());
            case Shaping.Reverse r -> reverse(x, r.dimensions());
        };
    }

    private static Cells broadcast(Cells x, Shape out, IntList dimensions) {
        Shape in = x.type().shape();
        int[] strides = in.strides();
        int[] steps = new int[out.rank()];
        for (int i = 0; i < in.rank(); i++) {
            steps[dimensions.at(i)] = in.size(i) == 1 ? 0 : strides[i];
        }
        return x.gathered(out, Offsets.affine(out.sizes(), steps, 0));
    }

    private static Cells slice(Cells x, Shape out, Shaping.Slice op) {
        int[] steps = x.type().shape().strides();
        int base = 0;
        for (int i = 0; i < steps.length; i++) {
            base += op.starts().at(i) * steps[i];
            steps[i] *= op.strides().at(i);
        }
        return x.gathered(out, Offsets.affine(out.sizes(), steps, base));
    }

    private static Cells reverse(Cells x, IntList dimensions) {
        Shape shape = x.type().shape();
        int[] steps = shape.strides();
        int base = 0;
        for (int axis : dimensions.toArray()) {
            base += (shape.size(axis) - 1) * steps[axis];
            steps[axis] = -steps[axis];
        }
        return x.gathered(shape, Offsets.affine(shape.sizes(), steps, base));
    }

    private static Cells pad(Cells x, Cells fill, Shape out, Shaping.Pad op) {
        Shape in = x.type().shape();
        int[] targets = {0};
        for (int axis = 0; axis < in.rank(); axis++) {
            int[] longer = new int[targets.length * in.size(axis)];
            for (int i = 0; i < longer.length; i++) {
                int before = targets[i / in.size(axis)];
                long at = op.low().at(axis) + (i % in.size(axis)) * (op.interior().at(axis) + 1L);
                boolean inside = before >= 0 && at >= 0 && at < out.size(axis);
                longer[i] = inside ? before * out.size(axis) + (int) at : -1;
            }
            targets = longer;
        }
        return x.scattered(out, targets, fill);
    }

    private static Cells concatenate(List<Cells> operands, Shape out, int axis) {
        int[] sources = new int[out.elements()];
        int[] strides = out.strides();
        int start = 0;
        int base = 0;
        for (Cells part : operands) {
            Shape shape = part.type().shape();
            int[] targets = Offsets.affine(shape.sizes(), strides, base);
            for (int i = 0; i < targets.length; i++) {
                sources[targets[i]] = start + i;
            }
            start += targets.length;
            base += shape.size(axis) * strides[axis];
        }
        return Cells.chained(operands).gathered(out, sources);
    }
}

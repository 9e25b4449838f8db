package io.jacquard.cpu.plan;

import io.jacquard.cpu.kernel.Lines;
import io.jacquard.cpu.kernel.ReduceOp;
import io.jacquard.ir.Reduction;
import io.jacquard.ir.Shape;
import java.util.List;

/// Reductions that loop over the lines along one axis.
final class AlongAxes {
    private AlongAxes() {}

    static Item of(Reduction.Cumulative op, Place x, Place out) {
        Lines lines = lines(x, op.dimension());
        ReduceOp how = Expressions.reduce(op.reducer());
        return new LoopItem(
                op.name(),
                List.of(x, out),
                lines.count(),
                op.reverse()
                        ? (at, from, to) -> lines.backward(at, from, to, how)
                        : (at, from, to) -> lines.forward(at, from, to, how));
    }

    /// The item that finds indices.
    ///
    /// @param how maximum or minimum
    static Item indices(ReduceOp how, int axis, Place x, Place out) {
        Lines lines = lines(x, axis);
        return new LoopItem(
                "index of " + how,
                List.of(x, out),
                lines.count(),
                (at, from, to) -> lines.indices(at, from, to, how));
    }

    private static Lines lines(Place x, int axis) {
        Shape shape = x.shape();
        int size = shape.size(axis);
        int count = shape.without(axis).elements();
        return new Lines(x.dtype(), count, size, Math.max(1, shape.strides()[axis]));
    }
}

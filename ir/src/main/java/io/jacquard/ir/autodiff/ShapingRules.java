package io.jacquard.ir.autodiff;

import static io.jacquard.ir.autodiff.Rule.any;
import static io.jacquard.ir.autodiff.Rule.each;

import io.jacquard.ir.DType;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.Value;

/// Rules of the operations that move elements: each puts the cotangents back where they came from.
final class ShapingRules {
    private ShapingRules() {}

    static Rule of(Shaping op) {
        return switch (op) {
            case Shaping.Reshape _ -> each(p -> p.s().reshape(p.d(), p.a().type().shape()));
            case Shaping.Transpose t ->
                    each(p -> p.s().transpose(p.d(), t.permutation().inverse()));
            case Shaping.BroadcastInDim b -> each(p -> summed(p, b));
            case Shaping.Slice s -> each(p -> placed(p, s));
            case Shaping.Pad pad -> each(p -> cut(p, pad), p -> margin(p, pad));
            case Shaping.Concatenate c -> any((p, i) -> part(p, c.dimension(), i));
            case Shaping.Reverse r -> each(p -> p.apply(r, p.d()));
        };
    }

    private static Value summed(Pullback p, Shaping.BroadcastInDim op) {
        Shape from = p.a().type().shape();
        IntList dims = op.dimensions();
        int[] repeated =
                IntList.range(0, op.shape().rank()).stream()
                        .filter(axis -> {
                            int i = dims.indexOf(axis);
                            return i < 0 || from.size(i) != op.shape().size(axis);
                        })
                        .toArray();
        return p.s().reshape(p.s().reduce(Reducer.ADD, p.d(), IntList.of(repeated)), from);
    }

    private static Value placed(Pullback p, Shaping.Slice op) {
        Shape from = p.a().type().shape();
        Shape taken = p.d().type().shape();
        IntList high =
                IntList.generate(
                        from.rank(),
                        i ->
                                from.size(i)
                                        - op.starts().at(i)
                                        - extent(taken.size(i), op.strides().at(i)));
        IntList interior = IntList.generate(from.rank(), i -> op.strides().at(i) - 1);
        Value zero = p.zeros(p.d().type().with(Shape.SCALAR));
        return p.apply(new Shaping.Pad(op.starts(), high, interior), p.d(), zero);
    }

    // Elements that a row of `count` elements covers with that step.
    private static int extent(int count, int step) {
        return count == 0 ? 0 : (count - 1) * step + 1;
    }

    private static Value cut(Pullback p, Shaping.Pad op) {
        Shape from = p.a().type().shape();
        int rank = from.rank();
        IntList starts = IntList.generate(rank, i -> Math.max(op.low().at(i), 0));
        IntList strides = IntList.generate(rank, i -> op.interior().at(i) + 1);
        IntList limits =
                IntList.generate(rank, i -> starts.at(i) + extent(from.size(i), strides.at(i)));
        return p.apply(new Shaping.Slice(starts, limits, strides), refilled(p, op));
    }

    // Zeros where the padding was negative and cut elements off.
    private static Value refilled(Pullback p, Shaping.Pad op) {
        IntList low = IntList.generate(op.low().size(), i -> Math.max(-op.low().at(i), 0));
        IntList high = IntList.generate(op.low().size(), i -> Math.max(-op.high().at(i), 0));
        if (low.concat(high).stream().allMatch(v -> v == 0)) {
            return p.d();
        }
        Value zero = p.zeros(p.d().type().with(Shape.SCALAR));
        IntList none = IntList.repeat(0, low.size());
        return p.apply(new Shaping.Pad(low, high, none), p.d(), zero);
    }

    private static Value margin(Pullback p, Shaping.Pad op) {
        Value inside = p.zeros(p.a().type().with(DType.BOOL));
        Value outside = p.s().filled(p.b().type().with(DType.BOOL), 1);
        Value isMargin = p.apply(op, inside, outside);
        Value kept = p.s().select(isMargin, p.d(), p.s().like(p.d(), 0));
        return p.s().reduce(Reducer.ADD, kept, IntList.range(0, p.a().type().rank()));
    }

    private static Value part(Pullback p, int axis, int operand) {
        int start =
                p.forward().operands().subList(0, operand).stream()
                        .mapToInt(v -> v.type().shape().size(axis))
                        .sum();
        int size = p.forward().operand(operand).type().shape().size(axis);
        return p.apply(Shaping.sliceOf(p.d().type().shape(), axis, start, start + size), p.d());
    }
}

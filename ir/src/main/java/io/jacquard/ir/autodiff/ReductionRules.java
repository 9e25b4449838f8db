package io.jacquard.ir.autodiff;

import static io.jacquard.ir.autodiff.Rule.each;
import static io.jacquard.ir.autodiff.Rule.none;

import io.jacquard.ir.Binary;
import io.jacquard.ir.Elementwise.Direction;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Reduction;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.Value;

/// Rules of the operations that combine elements along axes.
final class ReductionRules {
    private ReductionRules() {}

    static Rule of(Reduction op) {
        return switch (op) {
            case Reduction.Reduce r -> of(r.reducer(), r.dimensions());
            case Reduction.ArgMax _, Reduction.ArgMin _ -> none();
            case Reduction.Cumulative c -> RunningRules.of(c);
        };
    }

    private static Rule of(Reducer reducer, IntList axes) {
        return switch (reducer) {
            case ADD -> each(p -> repeated(p, p.d(), axes));
            case MULTIPLY -> each(p -> p.through(() -> product(p, axes), p.a()));
            case MAXIMUM, MINIMUM -> each(p -> shared(p, axes));
            case AND, OR -> none();
        };
    }

    private static Value repeated(Pullback p, Value reduced, IntList axes) {
        Shape from = p.a().type().shape();
        IntList kept = IntList.range(0, from.rank());
        int[] dims = kept.stream().filter(axis -> !axes.contains(axis)).toArray();
        return p.s().broadcast(reduced, from, IntList.of(dims));
    }

    // Evenly among the elements that equal the result; counted in f32 at least, since a 16-bit
    // float stops counting early.
    private static Value shared(Pullback p, IntList axes) {
        Value hit = p.s().compare(Direction.EQ, p.a(), repeated(p, p.y(), axes));
        Value d = p.wide(p.d());
        Value count = p.s().reduce(Reducer.ADD, p.s().convert(hit, d.type().dtype()), axes);
        Value share = repeated(p, p.narrow(p.div(d, count)), axes);
        return p.s().select(hit, share, p.s().like(share, 0));
    }

    // Products of pairs of halves: unlike y / a it has the right gradient where an element is 0. In
    // f32 at least, as the product itself.
    private static Value product(Pullback p, IntList axes) {
        Value x = p.wide(p.a());
        for (int i = 0; i < axes.size(); i++) {
            x = productAlong(p, x, axes.at(i));
        }
        return p.narrow(p.s().reshape(x, p.y().type().shape()));
    }

    private static Value productAlong(Pullback p, Value x, int axis) {
        Shape shape = x.type().shape();
        int n = shape.size(axis);
        if (n == 0) {
            return p.s().filled(x.type().with(shape.with(axis, 1)), 1);
        }
        if (n == 1) {
            return x;
        }
        int half = n / 2;
        Value left = p.apply(Shaping.sliceOf(shape, axis, 0, half), x);
        Value right = p.apply(Shaping.sliceOf(shape, axis, half, 2 * half), x);
        Value halved = p.apply(new Binary.Multiply(), left, right);
        if (n % 2 == 1) {
            Value last = p.apply(Shaping.sliceOf(shape, axis, n - 1, n), x);
            halved = p.apply(new Shaping.Concatenate(axis), halved, last);
        }
        return productAlong(p, halved, axis);
    }
}

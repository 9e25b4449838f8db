package io.jacquard.ir.autodiff;

import static io.jacquard.ir.autodiff.Rule.each;
import static io.jacquard.ir.autodiff.Rule.none;

import io.jacquard.ir.Binary;
import io.jacquard.ir.Op;
import io.jacquard.ir.Reduction;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.Value;

/// Rules of running sums, products and extrema.
final class RunningRules {
    private RunningRules() {}

    static Rule of(Reduction.Cumulative op) {
        return switch (op.reducer()) {
            case ADD -> {
                Op back = new Reduction.Cumulative(Reducer.ADD, op.dimension(), !op.reverse());
                yield each(p -> p.apply(back, p.d()));
            }
            case MULTIPLY -> doubling(op, new Binary.Multiply());
            case MAXIMUM -> doubling(op, new Binary.Maximum());
            case MINIMUM -> doubling(op, new Binary.Minimum());
            case AND, OR -> none();
        };
    }

    private static Rule doubling(Reduction.Cumulative op, Binary binary) {
        return each(p -> p.through(() -> meaning(p, op, binary), p.a()));
    }

    // Each round combines runs of twice the length, which do not overlap (Hillis, Steele, "Data
    // parallel algorithms", 1986). Unlike quotients of products it has the right gradient where an
    // element is 0; equal extrema share by halves.
    private static Value meaning(Pullback p, Reduction.Cumulative op, Binary binary) {
        int axis = op.dimension();
        Value x = p.wide(p.a());
        Shape shape = x.type().shape();
        int n = shape.size(axis);
        for (int run = 1; run < n; run *= 2) {
            Value early = p.apply(Shaping.sliceOf(shape, axis, 0, n - run), x);
            Value late = p.apply(Shaping.sliceOf(shape, axis, run, n), x);
            Value both = p.apply(binary, early, late);
            Op join = new Shaping.Concatenate(axis);
            if (op.reverse()) {
                Value rest = p.apply(Shaping.sliceOf(shape, axis, n - run, n), x);
                x = p.apply(join, both, rest);
            } else {
                Value rest = p.apply(Shaping.sliceOf(shape, axis, 0, run), x);
                x = p.apply(join, rest, both);
            }
        }
        return p.narrow(x);
    }
}

package io.jacquard.testkit;

import io.jacquard.ir.Binary;
import io.jacquard.ir.Builder;
import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise.Direction;
import io.jacquard.ir.Function;
import io.jacquard.ir.Op;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Unary;
import io.jacquard.ir.Value;
import java.util.List;

/// Small functions for operations that run functions.
final class SmallFunctions {
    private static final TensorType COUNT = TensorType.of(DType.I32);

    private SmallFunctions() {}

    /// `x` to its negative, or its complement.
    static Function step(TensorType t) {
        Builder b = new Builder("step");
        return b.build(List.of(opposite(b, b.parameter("x", t))));
    }

    private static Value opposite(Builder b, Value x) {
        Op op = x.type().dtype() == DType.BOOL ? new Unary.Not() : new Unary.Negate();
        return b.add(op, x);
    }

    /// A gradient for {@link #step}.
    static Function backward(TensorType t) {
        Builder b = new Builder("backward");
        b.parameter("x", t);
        b.parameter("y", t);
        if (!t.dtype().isFloat()) {
            return b.build(List.of());
        }
        return b.build(List.of(b.add(new Unary.Negate(), b.parameter("d", t))));
    }

    /// `count, x` to whether the count is from 0 to 3.
    static Function below(TensorType t) {
        Builder b = new Builder("below");
        Value n = b.parameter("count", COUNT);
        b.parameter("x", t);
        Sugar s = new Sugar(b);
        Value low = s.compare(Direction.GE, n, s.like(n, 0));
        Value high = s.compare(Direction.LT, n, s.like(n, 4));
        return b.build(List.of(b.add(new Binary.And(), low, high)));
    }

    /// `count, x` to the next count and the opposite of x.
    static Function counting(TensorType t) {
        Builder b = new Builder("counting");
        Value n = b.parameter("count", COUNT);
        Value x = b.parameter("x", t);
        Sugar s = new Sugar(b);
        return b.build(List.of(s.add(n, s.like(n, 1)), opposite(b, x)));
    }

    /// `carry, element` to the opposites of both.
    static Function body(TensorType carry, TensorType element) {
        Builder b = new Builder("body");
        Value c = b.parameter("carry", carry);
        Value e = b.parameter("element", element);
        return b.build(List.of(opposite(b, c), opposite(b, e), c));
    }
}

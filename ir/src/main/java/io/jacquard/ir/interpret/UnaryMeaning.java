package io.jacquard.ir.interpret;

import io.jacquard.ir.DType;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Unary;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongUnaryOperator;

/// What operations of one operand on single elements mean.
final class UnaryMeaning {
    private UnaryMeaning() {}

    static Cells of(Unary op, Cells x) {
        return switch (x) {
            case Reals r when op instanceof Unary.IsFinite -> isFinite(r);
            case Reals r -> r.mapped(real(op));
            case Integers n -> n.mapped(integer(op, 8 * n.type().dtype().bytes()));
        };
    }

    private static Integers isFinite(Reals x) {
        TensorType type = x.type().with(DType.BOOL);
        long[] out = new long[x.values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = Double.isFinite(x.values[i]) ? 1 : 0;
        }
        return Integers.wrapped(type, out);
    }

    private static DoubleUnaryOperator real(Unary op) {
        return switch (op) {
            case Unary.Real r -> RealFunctions.of(r);
            case Unary.Abs _ -> Math::abs;
            case Unary.Negate _ -> v -> -v;
            case Unary.Sign _ -> Math::signum;
            case Unary.IsFinite _, Unary.Not _, Unary.Integral _ ->
                    throw undefined(op, "floats as numbers");
        };
    }

    private static LongUnaryOperator integer(Unary op, int width) {
        return switch (op) {
            case Unary.Abs _ -> Math::abs;
            case Unary.CountLeadingZeros _ ->
                    v -> Long.numberOfLeadingZeros((v << (64 - width)) | tail(width));
            case Unary.Negate _ -> v -> -v;
            case Unary.Not _ -> v -> ~v;
            case Unary.Popcnt _ -> v -> Long.bitCount(v << (64 - width));
            case Unary.Sign _ -> Long::signum;
            case Unary.Real _, Unary.IsFinite _ -> throw undefined(op, "integers");
        };
    }

    // A one behind the bits of a number, if there is room, ends the zeros of 0.
    private static long tail(int width) {
        return width == 64 ? 0 : 1L << (63 - width);
    }

    private static IllegalArgumentException undefined(Unary op, String what) {
        return new IllegalArgumentException(
                "[%s] is not defined for %s".formatted(op.name(), what));
    }
}

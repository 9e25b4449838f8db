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
            case Unary.Abs _ -> Math::abs;
            case Unary.Cbrt _ -> StrictMath::cbrt;
            case Unary.Ceil _ -> StrictMath::ceil;
            case Unary.Cosine _ -> StrictMath::cos;
            case Unary.Erf _ -> ErrorFunction::erf;
            case Unary.Exponential _ -> StrictMath::exp;
            case Unary.ExponentialMinusOne _ -> StrictMath::expm1;
            case Unary.Floor _ -> StrictMath::floor;
            case Unary.Log _ -> StrictMath::log;
            case Unary.LogPlusOne _ -> StrictMath::log1p;
            case Unary.Logistic _ -> UnaryMeaning::logistic;
            case Unary.Negate _ -> v -> -v;
            case Unary.RoundNearestAfz _ -> UnaryMeaning::roundAwayFromZero;
            case Unary.RoundNearestEven _ -> StrictMath::rint;
            case Unary.Rsqrt _ -> v -> 1 / StrictMath.sqrt(v);
            case Unary.Sign _ -> Math::signum;
            case Unary.Sine _ -> StrictMath::sin;
            case Unary.Sqrt _ -> StrictMath::sqrt;
            case Unary.Tan _ -> StrictMath::tan;
            case Unary.Tanh _ -> StrictMath::tanh;
            case Unary.IsFinite _, Unary.Not _, Unary.Integral _ ->
                    throw undefined(op, "floats as numbers");
        };
    }

    // Adding a half before rounding down would itself round.
    private static double roundAwayFromZero(double v) {
        double whole = StrictMath.floor(Math.abs(v));
        double up = Math.abs(v) - whole >= 0.5 ? 1 : 0;
        return Math.copySign(whole + up, v);
    }

    // Split by sign, so that a large exponential never meets the 1 it would swallow.
    private static double logistic(double v) {
        if (v < 0) {
            double e = StrictMath.exp(v);
            return e / (1 + e);
        }
        return 1 / (1 + StrictMath.exp(-v));
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
            case Unary.Cbrt _,
                    Unary.Ceil _,
                    Unary.Cosine _,
                    Unary.Erf _,
                    Unary.Exponential _,
                    Unary.ExponentialMinusOne _,
                    Unary.Floor _,
                    Unary.IsFinite _,
                    Unary.Log _,
                    Unary.LogPlusOne _,
                    Unary.Logistic _,
                    Unary.RoundNearestAfz _,
                    Unary.RoundNearestEven _,
                    Unary.Rsqrt _,
                    Unary.Sine _,
                    Unary.Sqrt _,
                    Unary.Tan _,
                    Unary.Tanh _ ->
                    throw undefined(op, "integers");
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

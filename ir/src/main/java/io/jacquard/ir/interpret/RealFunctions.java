package io.jacquard.ir.interpret;

import io.jacquard.ir.Unary;
import java.util.function.DoubleUnaryOperator;

/// What the functions of one real number mean, in f64. Each method has the name of its operation:
/// generated code of backends calls them by it, where it has nothing faster.
public final class RealFunctions {
    private static final double ERF_SPLIT = 3;
    private static final double SQRT_PI = Math.sqrt(Math.PI);

    private RealFunctions() {}

    /// The function of an operation.
    public static DoubleUnaryOperator of(Unary.Real op) {
        return switch (op) {
            case Unary.Cbrt _ -> RealFunctions::cbrt;
            case Unary.Ceil _ -> RealFunctions::ceil;
            case Unary.Cosine _ -> RealFunctions::cosine;
            case Unary.Erf _ -> RealFunctions::erf;
            case Unary.Exponential _ -> RealFunctions::exponential;
            case Unary.ExponentialMinusOne _ -> RealFunctions::exponentialMinusOne;
            case Unary.Floor _ -> RealFunctions::floor;
            case Unary.Log _ -> RealFunctions::log;
            case Unary.LogPlusOne _ -> RealFunctions::logPlusOne;
            case Unary.Logistic _ -> RealFunctions::logistic;
            case Unary.RoundNearestAfz _ -> RealFunctions::roundNearestAfz;
            case Unary.RoundNearestEven _ -> RealFunctions::roundNearestEven;
            case Unary.Rsqrt _ -> RealFunctions::rsqrt;
            case Unary.Sine _ -> RealFunctions::sine;
            case Unary.Sqrt _ -> RealFunctions::sqrt;
            case Unary.Tan _ -> RealFunctions::tan;
            case Unary.Tanh _ -> RealFunctions::tanh;
        };
    }

    /// The cube root.
    public static double cbrt(double x) {
        return StrictMath.cbrt(x);
    }

    /// The smallest integer not below x.
    public static double ceil(double x) {
        return StrictMath.ceil(x);
    }

    /// The cosine of radians.
    public static double cosine(double x) {
        return StrictMath.cos(x);
    }

    /// The error function, to a few units in the last place: a series below {@value #ERF_SPLIT}, a
    /// continued fraction above.
    ///
    /// Source: Abramowitz, Stegun, *Handbook of Mathematical Functions*, 1964, equations 7.1.6 and
    /// 7.1.14.
    public static double erf(double x) {
        double size = Math.abs(x);
        if (Double.isNaN(x) || x == 0) {
            return x;
        }
        double value = size < ERF_SPLIT ? erfSeries(size) : 1 - erfComplement(size);
        return Math.copySign(value, x);
    }

    // All terms are positive, so nothing cancels.
    private static double erfSeries(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; sum + term != sum; n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / SQRT_PI * StrictMath.exp(-x * x) * sum;
    }

    private static double erfComplement(double x) {
        double fraction = x;
        for (int n = 60; n >= 1; n--) {
            fraction = x + n / 2.0 / fraction;
        }
        return StrictMath.exp(-x * x) / (SQRT_PI * fraction);
    }

    /// `e^x`
    public static double exponential(double x) {
        return StrictMath.exp(x);
    }

    /// `e^x - 1`
    public static double exponentialMinusOne(double x) {
        return StrictMath.expm1(x);
    }

    /// The largest integer not above x.
    public static double floor(double x) {
        return StrictMath.floor(x);
    }

    /// The natural logarithm.
    public static double log(double x) {
        return StrictMath.log(x);
    }

    /// `log(1 + x)`
    public static double logPlusOne(double x) {
        return StrictMath.log1p(x);
    }

    /// `1 / (1 + e^-x)`, split by sign, so that a large exponential never meets the 1 it would
    /// swallow.
    public static double logistic(double x) {
        if (x < 0) {
            double e = StrictMath.exp(x);
            return e / (1 + e);
        }
        return 1 / (1 + StrictMath.exp(-x));
    }

    /// The nearest integer, ties away from zero. Adding a half before rounding down would itself
    /// round.
    public static double roundNearestAfz(double x) {
        double whole = StrictMath.floor(Math.abs(x));
        double up = Math.abs(x) - whole >= 0.5 ? 1 : 0;
        return Math.copySign(whole + up, x);
    }

    /// The nearest integer, ties to even.
    public static double roundNearestEven(double x) {
        return StrictMath.rint(x);
    }

    /// `1 / sqrt(x)`
    public static double rsqrt(double x) {
        return 1 / StrictMath.sqrt(x);
    }

    /// The sine of radians.
    public static double sine(double x) {
        return StrictMath.sin(x);
    }

    /// The square root.
    public static double sqrt(double x) {
        return StrictMath.sqrt(x);
    }

    /// The tangent of radians.
    public static double tan(double x) {
        return StrictMath.tan(x);
    }

    /// The hyperbolic tangent.
    public static double tanh(double x) {
        return StrictMath.tanh(x);
    }
}

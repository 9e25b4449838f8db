package io.jacquard.ir.interpret;

import io.jacquard.ir.Unary;
import java.util.function.DoubleUnaryOperator;

/// What the functions of one real number mean, in f64. Each method has the name of its operation:
/// generated code of backends calls them by it, where it has nothing faster.
public final class RealFunctions {
    private static final double ERF_SPLIT = 3;
    private static final double SQRT_PI = Math.sqrt(Math.PI);

    private static final double SQRT_HALF = Math.sqrt(0.5);

    // Of the inverse error function, from power 0: above and below the fraction's bar.
    private static final double[][] CENTER = {
        {3.3871328727963665, 1},
        {133.14166789178438, 42.31333070160091},
        {1971.5909503065513, 687.1870074920579},
        {13731.69376550946, 5394.196021424751},
        {45921.95393154987, 21213.794301586597},
        {67265.7709270087, 39307.89580009271},
        {33430.57558358813, 28729.085735721943},
        {2509.0809287301227, 5226.495278852854}
    };
    private static final double[][] NEAR = {
        {1.4234371107496835, 1},
        {4.630337846156546, 2.053191626637759},
        {5.769497221460691, 1.6763848301838038},
        {3.6478483247632045, 0.6897673349851},
        {1.2704582524523684, 0.14810397642748008},
        {0.2417807251774506, 0.015198666563616457},
        {0.022723844989269184, 0.0005475938084995345},
        {0.0007745450142783414, 1.0507500716444169e-09}
    };
    private static final double[][] FAR = {
        {6.657904643501103, 1},
        {5.463784911164114, 0.599832206555888},
        {1.7848265399172913, 0.1369298809227358},
        {0.29656057182850487, 0.014875361290850615},
        {0.026532189526576124, 0.0007868691311456133},
        {0.0012426609473880784, 1.8463183175100548e-05},
        {2.7115555687434876e-05, 1.421511758316446e-07},
        {2.0103343992922881e-07, 2.0442631033899397e-15}
    };

    private RealFunctions() {}

    /// The function of an operation.
    public static DoubleUnaryOperator of(Unary.Real op) {
        return switch (op) {
            case Unary.Cbrt _ -> RealFunctions::cbrt;
            case Unary.Ceil _ -> RealFunctions::ceil;
            case Unary.Cosine _ -> RealFunctions::cosine;
            case Unary.Erf _ -> RealFunctions::erf;
            case Unary.ErfInv _ -> RealFunctions::erfInv;
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

    /// The inverse of the error function, to 5 units in the last place: the normal quantile of `(1
    /// + x) / 2`, over the root of 2.
    ///
    /// Source: Wichura, *Algorithm AS 241: the percentage points of the normal distribution*,
    /// Applied Statistics 37, 1988, routine PPND16.
    public static double erfInv(double x) {
        double size = Math.abs(x);
        if (size >= 1) {
            return size == 1 ? x * Double.POSITIVE_INFINITY : Double.NaN;
        }
        if (size <= 0.85) {
            double r = Math.fma(-0.25 * x, x, 0.180625);
            return SQRT_HALF * (0.5 * x * ratio(r, CENTER));
        }
        double r = StrictMath.sqrt(-StrictMath.log((1 - size) / 2));
        double tail = r <= 5 ? ratio(r - 1.6, NEAR) : ratio(r - 5, FAR);
        return Math.copySign(SQRT_HALF * tail, x);
    }

    private static double ratio(double x, double[][] coefficients) {
        double above = 0;
        double below = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            above = Math.fma(above, x, coefficients[i][0]);
            below = Math.fma(below, x, coefficients[i][1]);
        }
        return above / below;
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

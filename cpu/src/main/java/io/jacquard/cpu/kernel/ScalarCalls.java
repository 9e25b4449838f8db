package io.jacquard.cpu.kernel;

import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/// Functions that generated scalar code calls; kernels that use one have no vector body.
final class ScalarCalls {
    private static final String STRICT = "java.lang.StrictMath";
    private static final String OWN = ScalarCalls.class.getName();

    /// A function: its class, its name and its kinds.
    enum Name {
        EXP(STRICT, "exp", Kind.D, Kind.D),
        EXPM1(STRICT, "expm1", Kind.D, Kind.D),
        LOG(STRICT, "log", Kind.D, Kind.D),
        LOG1P(STRICT, "log1p", Kind.D, Kind.D),
        TANH(STRICT, "tanh", Kind.D, Kind.D),
        CBRT(STRICT, "cbrt", Kind.D, Kind.D),
        SIN(STRICT, "sin", Kind.D, Kind.D),
        COS(STRICT, "cos", Kind.D, Kind.D),
        TAN(STRICT, "tan", Kind.D, Kind.D),
        FLOOR(STRICT, "floor", Kind.D, Kind.D),
        CEIL(STRICT, "ceil", Kind.D, Kind.D),
        RINT(STRICT, "rint", Kind.D, Kind.D),
        LOGISTIC(OWN, "logistic", Kind.D, Kind.D),
        ERF(OWN, "erf", Kind.D, Kind.D),
        ROUND_AWAY(OWN, "roundAway", Kind.D, Kind.D),
        POW(OWN, "pow", Kind.D, Kind.D, Kind.D),
        ATAN2(STRICT, "atan2", Kind.D, Kind.D, Kind.D),
        REMAINDER_F(OWN, "remainder", Kind.F, Kind.F, Kind.F),
        REMAINDER_D(OWN, "remainder", Kind.D, Kind.D, Kind.D),
        QUOTIENT_I(OWN, "quotient", Kind.I, Kind.I, Kind.I),
        QUOTIENT_L(OWN, "quotient", Kind.L, Kind.L, Kind.L),
        QUOTIENT_U(OWN, "unsignedQuotient", Kind.I, Kind.I, Kind.I),
        REMAINDER_I(OWN, "remainder", Kind.I, Kind.I, Kind.I),
        REMAINDER_L(OWN, "remainder", Kind.L, Kind.L, Kind.L),
        REMAINDER_U(OWN, "unsignedRemainder", Kind.I, Kind.I, Kind.I),
        POW_I(OWN, "power", Kind.I, Kind.I, Kind.I),
        POW_U(OWN, "unsignedPower", Kind.I, Kind.I, Kind.I),
        POW_L(OWN, "power", Kind.L, Kind.L, Kind.L),
        BITS_I("java.lang.Integer", "bitCount", Kind.I, Kind.I),
        BITS_L("java.lang.Long", "bitCount", Kind.I, Kind.L),
        ZEROS_I("java.lang.Integer", "numberOfLeadingZeros", Kind.I, Kind.I),
        ZEROS_L("java.lang.Long", "numberOfLeadingZeros", Kind.I, Kind.L);

        private final String owner;
        private final String method;
        private final String descriptor;
        private final Kind result;

        Name(String owner, String method, Kind result, Kind... arguments) {
            this.owner = owner;
            this.method = method;
            this.result = result;
            StringBuilder text = new StringBuilder("(");
            for (Kind a : arguments) {
                text.append(a.jvm().upperBound().descriptorString());
            }
            this.descriptor = text + ")" + result.jvm().upperBound().descriptorString();
        }

        ClassDesc owner() {
            return ClassDesc.of(owner);
        }

        String method() {
            return method;
        }

        MethodTypeDesc type() {
            return MethodTypeDesc.ofDescriptor(descriptor);
        }

        Kind result() {
            return result;
        }
    }

    private ScalarCalls() {}

    static double logistic(double x) {
        double e = StrictMath.exp(-Math.abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    /// The error function by its series below 3 and its continued fraction above.
    ///
    /// Source: Abramowitz and Stegun, *Handbook of Mathematical Functions*, 1964, 7.1.6 and 7.1.14.
    static double erf(double x) {
        double t = Math.abs(x);
        if (t >= 6) {
            return Math.copySign(1, x);
        }
        return t < 3 ? series(x) : Math.copySign(1 - fraction(t), x);
    }

    private static double series(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; n < 100 && Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * StrictMath.exp(-x * x) * sum;
    }

    private static double fraction(double t) {
        double f = t;
        for (int k = 60; k > 0; k--) {
            f = t + k / 2.0 / f;
        }
        return StrictMath.exp(-t * t) / Math.sqrt(Math.PI) / f;
    }

    static double roundAway(double x) {
        double whole = StrictMath.floor(Math.abs(x));
        return Math.copySign(Math.abs(x) - whole >= 0.5 ? whole + 1 : whole, x);
    }

    /// IEEE 754's pow, 9.2.1: 1 to any power and -1 to an infinite one are 1, where Java gives NaN.
    static double pow(double x, double y) {
        boolean one = x == 1 || (x == -1 && Double.isInfinite(y));
        return one ? 1 : StrictMath.pow(x, y);
    }

    static float remainder(float a, float b) {
        return a % b;
    }

    static double remainder(double a, double b) {
        return a % b;
    }

    static int quotient(int a, int b) {
        return b == 0 ? -1 : a / b;
    }

    static long quotient(long a, long b) {
        return b == 0 ? -1 : a / b;
    }

    static int unsignedQuotient(int a, int b) {
        return b == 0 ? -1 : Integer.divideUnsigned(a, b);
    }

    static int remainder(int a, int b) {
        return b == 0 ? a : a % b;
    }

    static long remainder(long a, long b) {
        return b == 0 ? a : a % b;
    }

    static int unsignedRemainder(int a, int b) {
        return b == 0 ? a : Integer.remainderUnsigned(a, b);
    }

    static int power(int a, int b) {
        return (int) power((long) a, (long) b);
    }

    static int unsignedPower(int a, int b) {
        return (int) power(a & 0xffffffffL, b & 0xffffffffL);
    }

    /// Integer power by squaring; a negative exponent gives what the reciprocal truncates to.
    static long power(long a, long b) {
        if (b < 0) {
            boolean odd = (b & 1) != 0;
            return a == 1 ? 1 : a == -1 ? (odd ? -1 : 1) : 0;
        }
        long result = 1;
        long square = a;
        for (long e = b; e != 0; e >>= 1) {
            if ((e & 1) != 0) {
                result *= square;
            }
            square *= square;
        }
        return result;
    }
}

package io.jacquard.cpu.kernel;

/// Functions that generated scalar code calls, beside those of real numbers; kernels that use one
/// have no vector body.
final class ScalarCalls {
    private static final String STRICT = "java.lang.StrictMath";
    private static final String OWN = ScalarCalls.class.getName();

    /// A function: its class, its name and its kinds.
    enum Name {
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
        private final Kind result;
        private final String descriptor;

        Name(String owner, String method, Kind result, Kind... arguments) {
            this.owner = owner;
            this.method = method;
            this.result = result;
            this.descriptor = Call.descriptor(result, arguments);
        }

        Call call() {
            return new Call(owner, method, result, descriptor);
        }
    }

    private ScalarCalls() {}

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

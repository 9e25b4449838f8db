package io.jacquard.cpu.kernel;

import io.jacquard.ir.DType;
import io.jacquard.ir.Unary;
import io.jacquard.ir.interpret.RealFunctions;
import java.math.BigDecimal;
import java.math.BigInteger;

/// What an operation on raw bits means, written as directly as possible.
final class Meaning {
    private Meaning() {}

    static double number(DType dtype, long bits) {
        return switch (dtype) {
            case F32 -> Float.intBitsToFloat((int) bits);
            case F64 -> Double.longBitsToDouble(bits);
            case BF16 -> Float.intBitsToFloat((int) bits << 16);
            case F16 -> Float.float16ToFloat((short) bits);
            case I8, I32, I64, U8, U32, BOOL -> bits;
        };
    }

    /// The bits of a double in a float dtype, rounded to the nearest.
    static long rounded(DType dtype, double value) {
        return switch (dtype) {
            case F32 -> Float.floatToRawIntBits((float) value);
            case F64 -> Double.doubleToRawLongBits(value);
            case F16 -> Float.floatToFloat16((float) value) & 0xffff;
            case BF16 -> nearestBf16((float) value);
            case I8, I32, I64, U8, U32, BOOL -> throw new IllegalArgumentException("" + dtype);
        };
    }

    private static long nearestBf16(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return 0x7fc0;
        }
        int low = bits & 0xffff;
        int high = bits >>> 16;
        boolean up = low > 0x8000 || (low == 0x8000 && (high & 1) == 1);
        return up ? high + 1 : high;
    }

    static long unary(UnaryOp op, DType t, long x) {
        double d = number(t, x);
        return switch (op) {
            case NEGATE -> t.isFloat() ? rounded(t, -d) : Samples.wrap(t, -x);
            case ABS -> t.isFloat() ? rounded(t, Math.abs(d)) : Samples.wrap(t, Math.abs(x));
            case SIGN -> t.isFloat() ? rounded(t, Math.signum(d)) : Samples.wrap(t, Long.signum(x));
            case NOT -> Samples.wrap(t, ~x);
            case IS_FINITE -> Double.isFinite(d) ? 1 : 0;
            case POPCNT -> Long.bitCount(x & ones(t));
            case CLZ -> Long.numberOfLeadingZeros(x & ones(t)) - (64 - width(t));
            case ROUND_BF16 -> rounded(t, number(DType.BF16, rounded(DType.BF16, d)));
            case ROUND_F16 -> rounded(t, number(DType.F16, rounded(DType.F16, d)));
        };
    }

    static long real(Unary.Real op, DType t, long x) {
        return rounded(t, RealFunctions.of(op).applyAsDouble(number(t, x)));
    }

    private static int width(DType t) {
        return t.bytes() * 8;
    }

    private static long ones(DType t) {
        return -1L >>> (64 - width(t));
    }

    static long binary(BinaryOp op, DType t, long a, long b) {
        if (t == DType.BOOL) {
            return logical(op, a, b);
        }
        return t.isFloat() ? ofFloats(op, t, a, b) : Samples.wrap(t, ofIntegers(op, t, a, b));
    }

    private static long logical(BinaryOp op, long a, long b) {
        return switch (op) {
            case ADD, MAXIMUM, OR -> a | b;
            case MULTIPLY, MINIMUM, AND -> a & b;
            default -> a ^ b;
        };
    }

    /// A double sum, difference, product or quotient of floats, rounded to float, is the float one.
    private static long ofFloats(BinaryOp op, DType t, long x, long y) {
        double a = number(t, x);
        double b = number(t, y);
        return rounded(
                t,
                switch (op) {
                    case ADD -> a + b;
                    case SUBTRACT -> a - b;
                    case MULTIPLY -> a * b;
                    case DIVIDE -> a / b;
                    case REMAINDER -> a % b;
                    case MAXIMUM -> Math.max(a, b);
                    case MINIMUM -> Math.min(a, b);
                    case POWER -> StrictMath.pow(a, b);
                    case ATAN2 -> StrictMath.atan2(a, b);
                    default -> throw new IllegalArgumentException("" + op);
                });
    }

    private static long ofIntegers(BinaryOp op, DType t, long a, long b) {
        boolean out = Long.compareUnsigned(b & ones(t), width(t)) >= 0;
        return switch (op) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> b == 0 ? -1 : a / b;
            case REMAINDER -> b == 0 ? a : a % b;
            case MAXIMUM -> Math.max(a, b);
            case MINIMUM -> Math.min(a, b);
            case POWER -> power(a, b);
            case AND -> a & b;
            case OR -> a | b;
            case XOR -> a ^ b;
            case SHIFT_LEFT -> out ? 0 : a << b;
            case SHIFT_RIGHT_LOGICAL -> out ? 0 : (a & ones(t)) >>> b;
            case SHIFT_RIGHT_ARITHMETIC -> signed(t, a) >> (out ? width(t) - 1 : b);
            case ATAN2 -> throw new IllegalArgumentException("" + op);
        };
    }

    private static long signed(DType t, long a) {
        return a << (64 - width(t)) >> (64 - width(t));
    }

    private static long power(long a, long b) {
        if (b >= 0) {
            return BigInteger.valueOf(a)
                    .modPow(BigInteger.valueOf(b), BigInteger.ONE.shiftLeft(64))
                    .longValue();
        }
        return a == 1 ? 1 : a == -1 ? ((b & 1) == 0 ? 1 : -1) : 0;
    }

    static boolean compare(CompareOp op, DType t, long x, long y) {
        if (!t.isFloat()) {
            return test(op, Long.compare(x, y));
        }
        double a = number(t, x);
        double b = number(t, y);
        if (Double.isNaN(a) || Double.isNaN(b)) {
            return op == CompareOp.NE;
        }
        return test(op, a < b ? -1 : a > b ? 1 : 0);
    }

    private static boolean test(CompareOp op, int sign) {
        return switch (op) {
            case EQ -> sign == 0;
            case NE -> sign != 0;
            case LT -> sign < 0;
            case LE -> sign <= 0;
            case GT -> sign > 0;
            case GE -> sign >= 0;
        };
    }

    static long convert(DType from, DType to, long x) {
        if (to == DType.BOOL) {
            return number(from, x) != 0 ? 1 : 0;
        }
        if (to.isFloat()) {
            return from.isFloat() ? rounded(to, number(from, x)) : ofLong(to, x);
        }
        return from.isFloat() ? saturated(to, number(from, x)) : Samples.wrap(to, x);
    }

    private static long ofLong(DType to, long x) {
        return to == DType.F32 ? Float.floatToRawIntBits((float) x) : rounded(to, x);
    }

    private static long saturated(DType to, double x) {
        if (Double.isNaN(x)) {
            return 0;
        }
        int bits = width(to) - (to.isUnsigned() ? 0 : 1);
        BigInteger high = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
        BigInteger low = to.isUnsigned() ? BigInteger.ZERO : high.negate().subtract(BigInteger.ONE);
        if (Double.isInfinite(x)) {
            return (x > 0 ? high : low).longValue();
        }
        return new BigDecimal(x).toBigInteger().min(high).max(low).longValue();
    }
}

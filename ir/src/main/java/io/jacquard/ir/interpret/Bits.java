package io.jacquard.ir.interpret;

import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise.ReducePrecision;
import io.jacquard.ir.Rounding;
import io.jacquard.ir.TensorType;

/// What operations mean that look at the bits of numbers. Every NaN has the bits of the same quiet
/// one: a double could not carry those of all others.
final class Bits {
    private Bits() {}

    /// The same bits as elements of another type.
    static Cells reread(Cells x, TensorType type) {
        int from = x.type().dtype().bytes();
        int to = type.dtype().bytes();
        long[] all = all(x);
        long[] made = new long[type.shape().elements()];
        for (int i = 0; i < made.length; i++) {
            for (int part = 0; part < Math.max(1, to / from); part++) {
                long bits = all[i * to / from + part] & mask(from);
                int offset = i % Math.max(1, from / to);
                made[i] |= (bits >>> (8 * offset * to)) << (8 * part * from);
            }
        }
        if (!type.dtype().isFloat()) {
            return Integers.wrapped(type, made);
        }
        double[] numbers = new double[made.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(type.dtype(), made[i]);
        }
        return Reals.rounded(type, numbers);
    }

    private static long mask(int bytes) {
        return bytes == 8 ? -1 : (1L << (8 * bytes)) - 1;
    }

    private static long[] all(Cells x) {
        return switch (x) {
            case Integers n -> n.values;
            case Reals r -> {
                long[] bits = new long[r.values.length];
                for (int i = 0; i < bits.length; i++) {
                    bits[i] = of(r.type().dtype(), r.values[i]);
                }
                yield bits;
            }
        };
    }

    private static long of(DType dtype, double number) {
        double value = Double.isNaN(number) ? Double.NaN : number;
        return switch (dtype) {
            case F64 -> Double.doubleToLongBits(value);
            case F32 -> Float.floatToIntBits((float) value);
            case BF16 -> Rounding.toBfloat16(value);
            case F16 -> Rounding.toFloat16(value);
            case I8, I32, I64, U8, U32, BOOL -> throw new IllegalArgumentException("" + dtype);
        };
    }

    private static double number(DType dtype, long bits) {
        return switch (dtype) {
            case F64 -> Double.longBitsToDouble(bits);
            case F32 -> Float.intBitsToFloat((int) bits);
            case BF16 -> Float.intBitsToFloat((int) bits << 16);
            case F16 -> Float.float16ToFloat((short) bits);
            case I8, I32, I64, U8, U32, BOOL -> throw new IllegalArgumentException("" + dtype);
        };
    }

    private static int mantissa(DType dtype) {
        return switch (dtype) {
            case F64 -> 52;
            case F32 -> 23;
            case F16 -> 10;
            case BF16 -> 7;
            case I8, I32, I64, U8, U32, BOOL -> throw new IllegalArgumentException("" + dtype);
        };
    }

    /// Numbers rounded to a narrower floating format.
    static Reals reduced(Reals x, ReducePrecision op) {
        DType dtype = x.type().dtype();
        return x.mapped(v -> reduced(dtype, v, op));
    }

    private static double reduced(DType dtype, double value, ReducePrecision op) {
        if (Double.isNaN(value)) {
            return op.mantissaBits() == 0 ? Double.POSITIVE_INFINITY : value;
        }
        int mantissa = mantissa(dtype);
        int width = 8 * dtype.bytes() - 1 - mantissa;
        long rounded = rounded(of(dtype, Math.abs(value)), mantissa - op.mantissaBits());
        if (op.exponentBits() < width) {
            long bias = (1L << (width - 1)) - 1;
            long least = bias - ((1L << (op.exponentBits() - 1)) - 1);
            if ((rounded >>> mantissa) > 2 * bias - least) {
                return Math.copySign(Double.POSITIVE_INFINITY, value);
            }
            if ((rounded >>> mantissa) <= least) {
                return Math.copySign(0, value);
            }
        }
        return Math.copySign(number(dtype, rounded), value);
    }

    // A carry out of the mantissa makes the exponent one larger, and the largest one infinite.
    private static long rounded(long bits, int dropped) {
        if (dropped <= 0) {
            return bits;
        }
        long odd = (bits >>> dropped) & 1;
        long half = (1L << (dropped - 1)) - 1;
        return (bits + half + odd) & -(1L << dropped);
    }
}

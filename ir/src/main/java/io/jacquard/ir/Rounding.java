package io.jacquard.ir;

/// Rounding of doubles to the 16-bit formats in one step, to nearest even.
public final class Rounding {
    private Rounding() {}

    /// The bits of the nearest bf16.
    public static short toBfloat16(double value) {
        if (Double.isNaN(value)) {
            return (short) 0x7FC0;
        }
        int bits = Float.floatToRawIntBits(toOddFloat(value));
        return (short) ((bits + 0x7FFF + ((bits >>> 16) & 1)) >>> 16);
    }

    /// The bits of the nearest f16.
    public static short toFloat16(double value) {
        return Float.floatToFloat16(toOddFloat(value));
    }

    /// The nearest value of a floating dtype, or the value itself for f64.
    ///
    /// @throws IllegalArgumentException if the dtype is not floating
    public static double to(DType dtype, double value) {
        return switch (dtype) {
            case F64 -> value;
            case F32 -> (float) value;
            case BF16 -> Float.intBitsToFloat(toBfloat16(value) << 16);
            case F16 -> Float.float16ToFloat(toFloat16(value));
            case I8, I32, I64, U8, U32, BOOL ->
                    throw new IllegalArgumentException(dtype.text() + " is not floating");
        };
    }

    // Rounding to odd keeps a second rounding exact (Boldo, Melquiond, "When double rounding is
    // odd", 2005): 24 bits are more than 11 + 2.
    private static float toOddFloat(double value) {
        float near = (float) value;
        if (near == value || Double.isNaN(value) || Float.isInfinite(near)) {
            return near;
        }
        int bits = Float.floatToRawIntBits(near);
        if ((bits & 1) == 1) {
            return near;
        }
        boolean up = Math.abs((double) near) < Math.abs(value);
        return Float.intBitsToFloat(up ? bits + 1 : bits - 1);
    }
}

package io.jacquard.cpu.kernel;

import io.jacquard.ir.DType;
import java.util.Random;

/// Raw bits of test values.
final class Samples {
    private static final float[] FLOATS = {
        0f,
        -0f,
        1f,
        -1f,
        0.5f,
        -0.5f,
        1.5f,
        2.5f,
        -2.5f,
        3e9f,
        -3e9f,
        1e-40f,
        -1e-40f,
        1e38f,
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.MAX_VALUE,
        Float.MIN_VALUE,
        Float.MIN_NORMAL,
        127.5f,
        128f,
        255.5f,
        256f,
        -129f,
        2147483648f,
        4294967296f,
        8388607.5f,
        8388608f,
        65504f,
        65519.9f,
        65520f,
        6e-8f,
        2.9e-8f
    };
    private static final long[] INTEGERS = {
        0,
        1,
        -1,
        2,
        3,
        7,
        8,
        9,
        31,
        32,
        33,
        63,
        64,
        127,
        -128,
        128,
        255,
        256,
        -7,
        65536,
        16777217,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        4294967295L,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    private Samples() {}

    static long any(DType dtype, Random random) {
        boolean special = random.nextInt(8) == 0;
        return switch (dtype) {
            case F32 ->
                    Float.floatToRawIntBits(
                            special ? special(random) : (float) random.nextGaussian() * 3);
            case F64 ->
                    Double.doubleToRawLongBits(
                            special ? special(random) : random.nextGaussian() * 3);
            case BF16, F16 -> random.nextInt(1 << 16);
            case BOOL -> random.nextInt(2);
            case I8, I32, I64, U8, U32 -> {
                long value =
                        special
                                ? INTEGERS[random.nextInt(INTEGERS.length)]
                                : random.nextBoolean()
                                        ? random.nextInt(40) - 20
                                        : random.nextLong();
                yield wrap(dtype, value);
            }
        };
    }

    private static float special(Random random) {
        return FLOATS[random.nextInt(FLOATS.length)];
    }

    static float[] floats() {
        return FLOATS.clone();
    }

    static long wrap(DType dtype, long value) {
        return switch (dtype) {
            case I8 -> (byte) value;
            case U8 -> value & 0xff;
            case I32 -> (int) value;
            case U32 -> value & 0xffffffffL;
            case BOOL -> value & 1;
            case F32, F64, BF16, F16, I64 -> value;
        };
    }

    static long canonical(DType dtype, long bits) {
        boolean nan =
                switch (dtype) {
                    case F32 -> Float.isNaN(Float.intBitsToFloat((int) bits));
                    case F64 -> Double.isNaN(Double.longBitsToDouble(bits));
                    case BF16 -> (bits & 0x7fff) > 0x7f80;
                    case F16 -> (bits & 0x7fff) > 0x7c00;
                    case I8, I32, I64, U8, U32, BOOL -> false;
                };
        return nan ? Long.MIN_VALUE + 1 : bits;
    }
}

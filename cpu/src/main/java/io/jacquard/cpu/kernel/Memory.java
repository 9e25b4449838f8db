package io.jacquard.cpu.kernel;

import io.jacquard.ir.DType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Native memory by address, for generated scalar code and what is written by hand.
public final class Memory {
    /// All of memory, so that an address is an offset. The JIT compiler folds its checks away.
    @SuppressWarnings("restricted")
    static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private Memory() {}

    /// Name of the pair of methods that read and write an element of that dtype.
    static String accessor(DType type) {
        return switch (type) {
            case F32 -> "f32";
            case F64 -> "f64";
            case I64 -> "i64";
            case I32, U32 -> "i32";
            case BF16, F16 -> "u16";
            case I8 -> "i8";
            case U8, BOOL -> "u8";
        };
    }

    /// A float.
    public static float f32(long address) {
        return ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, address);
    }

    static void f32(long address, float value) {
        ALL.set(ValueLayout.JAVA_FLOAT_UNALIGNED, address, value);
    }

    static double f64(long address) {
        return ALL.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, address);
    }

    static void f64(long address, double value) {
        ALL.set(ValueLayout.JAVA_DOUBLE_UNALIGNED, address, value);
    }

    static long i64(long address) {
        return ALL.get(ValueLayout.JAVA_LONG_UNALIGNED, address);
    }

    static void i64(long address, long value) {
        ALL.set(ValueLayout.JAVA_LONG_UNALIGNED, address, value);
    }

    static int i32(long address) {
        return ALL.get(ValueLayout.JAVA_INT_UNALIGNED, address);
    }

    /// Sets an int.
    public static void i32(long address, int value) {
        ALL.set(ValueLayout.JAVA_INT_UNALIGNED, address, value);
    }

    static int u16(long address) {
        return ALL.get(ValueLayout.JAVA_SHORT_UNALIGNED, address) & 0xffff;
    }

    static void u16(long address, int value) {
        ALL.set(ValueLayout.JAVA_SHORT_UNALIGNED, address, (short) value);
    }

    static int i8(long address) {
        return ALL.get(ValueLayout.JAVA_BYTE, address);
    }

    static void i8(long address, int value) {
        ALL.set(ValueLayout.JAVA_BYTE, address, (byte) value);
    }

    static int u8(long address) {
        return ALL.get(ValueLayout.JAVA_BYTE, address) & 0xff;
    }

    static void u8(long address, int value) {
        ALL.set(ValueLayout.JAVA_BYTE, address, (byte) value);
    }
}

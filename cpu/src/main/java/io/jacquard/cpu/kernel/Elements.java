package io.jacquard.cpu.kernel;

import io.jacquard.ir.DType;
import io.jacquard.ir.Rounding;

/// Elements in memory as doubles or longs, for hand-written loops over any dtype.
final class Elements {
    private Elements() {}

    /// An element of a floating dtype.
    static double real(DType dtype, long address) {
        return switch (dtype) {
            case F32 -> Memory.f32(address);
            case F64 -> Memory.f64(address);
            case BF16 -> Float.intBitsToFloat(Memory.u16(address) << 16);
            case F16 -> Float.float16ToFloat((short) Memory.u16(address));
            case I8, I32, I64, U8, U32, BOOL -> throw new IllegalArgumentException("" + dtype);
        };
    }

    /// Writes an element of a floating dtype, rounded to nearest even.
    static void real(DType dtype, long address, double value) {
        switch (dtype) {
            case F32 -> Memory.f32(address, (float) value);
            case F64 -> Memory.f64(address, value);
            case BF16 -> Memory.u16(address, Rounding.toBfloat16(value));
            case F16 -> Memory.u16(address, Rounding.toFloat16(value));
            case I8, I32, I64, U8, U32, BOOL -> throw new IllegalArgumentException("" + dtype);
        }
    }

    /// An element of an integer dtype or bool.
    static long whole(DType dtype, long address) {
        return switch (dtype) {
            case I8 -> Memory.i8(address);
            case U8, BOOL -> Memory.u8(address);
            case I32 -> Memory.i32(address);
            case U32 -> Memory.i32(address) & 0xffffffffL;
            case I64 -> Memory.i64(address);
            case F32, F64, BF16, F16 -> throw new IllegalArgumentException("" + dtype);
        };
    }

    /// Writes the low bits of an element of an integer dtype or bool.
    static void whole(DType dtype, long address, long value) {
        switch (dtype) {
            case I8, U8, BOOL -> Memory.i8(address, (int) value);
            case I32, U32 -> Memory.i32(address, (int) value);
            case I64 -> Memory.i64(address, value);
            case F32, F64, BF16, F16 -> throw new IllegalArgumentException("" + dtype);
        }
    }
}

package io.jacquard.cpu.kernel;

import io.jacquard.ir.DType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;

/// A matrix in native memory with guard bytes around it, for tests of kernels.
final class Tensor2d {
    private static final int GUARD = 64;
    private static final byte GUARD_BYTE = 0x5a;

    private final MemorySegment memory;
    final DType dtype;
    final int rows;
    final int columns;
    private final int shift;

    /// A matrix whose first element lies `shift` bytes after a multiple of 64.
    Tensor2d(Arena arena, DType dtype, int rows, int columns, int shift) {
        this.dtype = dtype;
        this.rows = rows;
        this.columns = columns;
        this.shift = shift;
        long bytes = (long) rows * columns * dtype.bytes();
        this.memory = arena.allocate(bytes + 2 * GUARD + shift, 64);
        memory.fill(GUARD_BYTE);
    }

    long address() {
        return memory.address() + GUARD + shift;
    }

    long rowStride() {
        return (long) columns * dtype.bytes();
    }

    private long at(int row, int column) {
        return address() + row * rowStride() + (long) column * dtype.bytes();
    }

    /// The raw bits of an element.
    long bits(int row, int column) {
        long at = at(row, column);
        return switch (dtype) {
            case F32 -> Float.floatToRawIntBits(Memory.f32(at));
            case F64 -> Double.doubleToRawLongBits(Memory.f64(at));
            case I64 -> Memory.i64(at);
            case I32 -> Memory.i32(at);
            case U32 -> Memory.i32(at) & 0xffffffffL;
            case BF16, F16 -> Memory.u16(at);
            case I8 -> Memory.i8(at);
            case U8, BOOL -> Memory.u8(at);
        };
    }

    void bits(int row, int column, long bits) {
        long at = at(row, column);
        switch (dtype) {
            case F32 -> Memory.f32(at, Float.intBitsToFloat((int) bits));
            case F64 -> Memory.f64(at, Double.longBitsToDouble(bits));
            case I64 -> Memory.i64(at, bits);
            case I32, U32 -> Memory.i32(at, (int) bits);
            case BF16, F16 -> Memory.u16(at, (int) bits);
            case I8 -> Memory.i8(at, (int) bits);
            case U8, BOOL -> Memory.u8(at, (int) bits);
        }
    }

    float f32(int row, int column) {
        return Float.intBitsToFloat((int) bits(row, column));
    }

    void f32(int row, int column, float value) {
        bits(row, column, Float.floatToRawIntBits(value));
    }

    /// Fills with values of moderate size, some of them special.
    Tensor2d fill(Random random) {
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                bits(r, c, Samples.any(dtype, random));
            }
        }
        return this;
    }

    boolean guardsHold() {
        for (long i = 0; i < GUARD; i++) {
            long end = memory.byteSize() - 1 - i;
            if (memory.get(java.lang.foreign.ValueLayout.JAVA_BYTE, i) != GUARD_BYTE
                    || memory.get(java.lang.foreign.ValueLayout.JAVA_BYTE, end) != GUARD_BYTE) {
                return false;
            }
        }
        return true;
    }

    /// Raw bits of all elements, every NaN as one: hardware keeps the payload of either operand.
    long[] allBits() {
        long[] all = new long[rows * columns];
        for (int i = 0; i < all.length; i++) {
            all[i] = Samples.canonical(dtype, bits(i / columns, i % columns));
        }
        return all;
    }
}

package io.jacquard.cpu.kernel;

import io.jacquard.ir.DType;

/// Reads positions, integers of any dtype, from native memory.
final class Positions {
    private Positions() {}

    /// The integer at an address.
    static long read(DType dtype, long address) {
        return switch (dtype) {
            case I8 -> Memory.i8(address);
            case U8 -> Memory.u8(address);
            case I32 -> Memory.i32(address);
            case U32 -> Integer.toUnsignedLong(Memory.i32(address));
            case I64 -> Memory.i64(address);
            case F32, F64, BF16, F16, BOOL ->
                    throw new IllegalArgumentException(
                            "[indexing] positions of %s; expected integers"
                                    .formatted(dtype.text()));
        };
    }
}

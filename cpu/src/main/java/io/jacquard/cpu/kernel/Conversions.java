package io.jacquard.cpu.kernel;

import io.jacquard.ir.DType;

/// Conversions between dtypes, and between memory and values, as primitive instructions.
final class Conversions {
    private static final int F16_OVERFLOW = (127 + 16) << 23;
    private static final int F16_NORMAL = 113 << 23;
    private static final int F16_DENORMAL = (127 - 15 + 23 - 10 + 1) << 23;
    private static final int F32_INFINITY = 0x7f800000;

    private final Code c;
    private final IntegerOps integers;

    Conversions(Code code) {
        this.c = code;
        this.integers = new IntegerOps(code);
    }

    /// The kind in which a dtype is computed (bf16 and f16: in which their bits are moved).
    static Kind kind(DType type) {
        return switch (type) {
            case F32 -> Kind.F;
            case F64 -> Kind.D;
            case I64 -> Kind.L;
            case BOOL -> Kind.Z;
            case BF16, F16, I8, I32, U8, U32 -> Kind.I;
        };
    }

    int loaded(int input, DType type) {
        Kind raw = type == DType.BOOL ? Kind.I : kind(type);
        int x = c.source(Opcode.LOAD, raw, new Instr.From(input));
        return switch (type) {
            case BOOL -> c.ne(x, c.i(0));
            case BF16, F16 -> widened(x, type);
            case F32, F64, I8, I32, I64, U8, U32 -> x;
        };
    }

    /// The raw value that is written for `x`.
    int stored(int x, DType type) {
        return switch (type) {
            case BOOL -> asInt(x);
            case BF16 -> bf16(x);
            case F16 -> f16(x);
            case F32, F64, I8, I32, I64, U8, U32 -> x;
        };
    }

    /// The f32 with the bits of a bf16 or f16.
    int widened(int bits, DType type) {
        return type == DType.BF16 ? c.bits(c.shl(bits, 16), Kind.F) : fromF16(bits);
    }

    int asInt(int z) {
        return c.select(z, c.i(1), c.i(0));
    }

    private int bf16(int x) {
        int bits = c.bits(x, Kind.I);
        int high = c.ushr(bits, 16);
        int half = c.add(c.and(high, c.i(1)), c.i(0x7fff));
        int quiet = c.or(high, c.i(0x40));
        return c.select(c.ne(x, x), quiet, c.ushr(c.add(bits, half), 16));
    }

    private int f16(int x) {
        int bits = c.bits(x, Kind.I);
        int size = c.and(bits, c.i(0x7fffffff));
        int large = c.select(c.gt(size, c.i(F32_INFINITY)), c.i(0x7e00), c.i(0x7c00));
        int magic = c.i(F16_DENORMAL);
        int moved = c.add(c.bits(size, Kind.F), c.bits(magic, Kind.F));
        int small = c.sub(c.bits(moved, Kind.I), magic);
        int odd = c.and(c.ushr(size, 13), c.i(1));
        int rounded = c.add(c.add(size, c.i(((15 - 127) << 23) + 0xfff)), odd);
        int rest = c.select(c.lt(size, c.i(F16_NORMAL)), small, c.ushr(rounded, 13));
        int y = c.select(c.lt(size, c.i(F16_OVERFLOW)), rest, large);
        return c.or(y, c.ushr(c.and(bits, c.i(0x80000000)), 16));
    }

    private int fromF16(int h) {
        int moved = c.shl(c.and(h, c.i(0x7fff)), 13);
        int scaled = c.bits(c.mul(c.bits(moved, Kind.F), c.f(0x1p112)), Kind.I);
        int top = c.i(0x7c00);
        int special = c.eq(c.and(h, top), top);
        int size = c.select(special, c.or(moved, c.i(F32_INFINITY)), scaled);
        return c.bits(c.or(size, c.shl(c.and(h, c.i(0x8000)), 16)), Kind.F);
    }

    int convert(int x, DType from, DType to) {
        if (from == to) {
            return x;
        }
        if (to == DType.BOOL) {
            return c.ne(x, c.number(c.kind(x), 0));
        }
        Kind kind = kind(to);
        if (from == DType.BOOL) {
            return c.select(x, c.number(kind, 1), c.number(kind, 0));
        }
        if (from.isFloat()) {
            return to.isFloat() ? c.cast(x, kind) : floatToInteger(x, to);
        }
        return to.isFloat() ? integerToFloat(x, from, kind) : integerToInteger(x, from, to);
    }

    private int floatToInteger(int x, DType to) {
        return switch (to) {
            case I8 -> clamp(c.cast(x, Kind.I), -128, 127);
            case U8 -> clamp(c.cast(x, Kind.I), 0, 255);
            case U32 -> c.kind(x) == Kind.F ? floatToUnsigned(x) : doubleToUnsigned(x);
            case F32, F64, BF16, F16, I32, I64, BOOL -> c.cast(x, kind(to));
        };
    }

    private int clamp(int x, int low, int high) {
        return c.binary(Opcode.MIN, c.binary(Opcode.MAX, x, c.i(low)), c.i(high));
    }

    private int floatToUnsigned(int x) {
        int limit = c.f(0x1p31);
        int low = c.binary(Opcode.MAX, c.cast(x, Kind.I), c.i(0));
        int high = integers.flip(c.cast(c.sub(x, limit), Kind.I));
        return c.select(c.binary(Opcode.GE, x, limit), high, low);
    }

    private int doubleToUnsigned(int x) {
        int positive = c.binary(Opcode.MAX, c.cast(x, Kind.L), c.constant(Kind.L, 0));
        int bounded = c.binary(Opcode.MIN, positive, c.constant(Kind.L, 0xffffffffL));
        return c.cast(bounded, Kind.I);
    }

    private int integerToFloat(int x, DType from, Kind kind) {
        if (from != DType.U32) {
            return c.cast(x, kind);
        }
        if (kind == Kind.D) {
            return c.cast(unsignedToLong(x), kind);
        }
        int high = c.cast(c.ushr(x, 16), Kind.F);
        int low = c.cast(c.and(x, c.i(0xffff)), Kind.F);
        return c.fma(high, c.f(65536), low);
    }

    private int unsignedToLong(int x) {
        return c.and(c.cast(x, Kind.L), c.constant(Kind.L, 0xffffffffL));
    }

    private int integerToInteger(int x, DType from, DType to) {
        if (to == DType.I64) {
            return from == DType.U32 ? unsignedToLong(x) : c.cast(x, Kind.L);
        }
        return integers.wrap(to, c.cast(x, Kind.I));
    }

    int bitcast(int x, DType from, DType to) {
        if (from == to) {
            return x;
        }
        if (to == DType.BOOL || from == DType.BOOL || to.bytes() == 1) {
            return convert(x, from, to);
        }
        return c.bits(x, kind(to));
    }
}

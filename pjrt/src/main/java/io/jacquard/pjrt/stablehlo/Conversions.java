package io.jacquard.pjrt.stablehlo;

import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise.Direction;
import io.jacquard.ir.TensorType;

/// Conversions between dtypes, with one rounding and with saturation.
///
/// | conversion | what XLA leaves open or does otherwise | what is written |
/// |---|---|---|
/// | float to integer | outside of the range, NaN | choices by comparison with the range |
/// | to bool | | comparison with 0 |
/// | f64 to bf16, f16 | may round to f32 before | f32 rounded to odd between |
/// | i32, u32, i64 to bf16, f16 | may round to f32 before | the same, by way of f64 |
record Conversions(Primitives p) {
    /// The value in another dtype.
    Ssa to(DType dtype, Ssa x) {
        if (x.dtype() == dtype) {
            return x;
        }
        if (dtype == DType.BOOL) {
            return p.compare(Direction.NE, x, p.splat(x.type(), 0));
        }
        if (x.dtype().isFloat() && dtype.isInteger()) {
            return truncated(x, dtype);
        }
        boolean narrow = dtype == DType.BF16 || dtype == DType.F16;
        return p.convert(narrow ? prepared(x) : x, dtype);
    }

    // For a conversion to 16 bits: an f32 or a smaller number.
    private Ssa prepared(Ssa x) {
        return switch (x.dtype()) {
            case F64 -> toOdd(x);
            case I32, U32 -> toOdd(p.convert(x, DType.F64));
            case I64 -> toOdd(p.convert(sticky(x), DType.F64));
            case F32, BF16, F16, I8, U8, BOOL -> x;
        };
    }

    private Ssa truncated(Ssa x, DType dtype) {
        TensorType type = x.type().with(dtype);
        long max = highest(dtype);
        long min = dtype.isUnsigned() ? 0 : -max - 1;
        Ssa whole = p.convert(x, dtype);
        Ssa above = p.compare(Direction.GE, x, p.splat(x.type(), (double) max));
        Ssa below = p.compare(Direction.LE, x, p.splat(x.type(), (double) min));
        Ssa bounded = p.select(above, p.bits(type, max), whole);
        bounded = p.select(below, p.bits(type, min), bounded);
        return p.select(p.isNan(x), p.bits(type, 0), bounded);
    }

    private static long highest(DType dtype) {
        return switch (dtype) {
            case I8 -> Byte.MAX_VALUE;
            case I32 -> Integer.MAX_VALUE;
            case I64 -> Long.MAX_VALUE;
            case U8 -> 0xFF;
            case U32 -> 0xFFFFFFFFL;
            case BOOL, F32, F64, BF16, F16 -> throw new IllegalArgumentException(dtype.text());
        };
    }

    /// An f64 as f32, rounded to odd: then a second rounding to 16 bits is exact (Boldo, Melquiond,
    /// *When double rounding is odd*, 2005).
    private Ssa toOdd(Ssa x) {
        TensorType bits = x.type().with(DType.U32);
        Ssa near = p.convert(x, DType.F32);
        Ssa back = p.convert(near, DType.F64);
        Ssa raw = p.bitcast(near, bits);
        Ssa one = p.bits(bits, 1);
        Ssa even = p.compare(Direction.EQ, p.and(raw, one), p.bits(bits, 0));
        Ssa inexact = p.compare(Direction.NE, back, x);
        Ssa finite = p.simple("stablehlo.is_finite", x.type().with(DType.BOOL), near);
        Ssa moved = p.and(p.and(even, inexact), finite);
        Ssa size = p.same("stablehlo.abs", x);
        Ssa up = p.compare(Direction.LT, p.same("stablehlo.abs", back), size);
        Ssa odd = p.select(up, p.add(raw, one), p.subtract(raw, one));
        return p.bitcast(p.select(moved, odd, raw), x.type().with(DType.F32));
    }

    /// An i64 whose bits beyond those of an f64 are gathered in the lowest that f64 has.
    private Ssa sticky(Ssa x) {
        TensorType type = x.type();
        Ssa low = p.and(x, p.bits(type, 0x7FF));
        Ssa zero = p.bits(type, 0);
        Ssa rest = p.select(p.compare(Direction.NE, low, zero), p.bits(type, 0x800), zero);
        Ssa kept = p.or(p.and(x, p.bits(type, ~0x7FFL)), rest);
        Ssa large = p.compare(Direction.GE, x, p.bits(type, 1L << 53));
        Ssa small = p.compare(Direction.LE, x, p.bits(type, -(1L << 53)));
        return p.select(p.or(large, small), kept, x);
    }
}

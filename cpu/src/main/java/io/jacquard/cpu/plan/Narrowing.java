package io.jacquard.cpu.plan;

import io.jacquard.cpu.kernel.BinaryOp;
import io.jacquard.cpu.kernel.CompareOp;
import io.jacquard.cpu.kernel.KernelBuilder;
import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise.ReducePrecision;

/// Rounding to a floating format of fewer bits as nodes of a kernel, over the bits of f32 or f64.
final class Narrowing {
    private final KernelBuilder kernel;
    private final DType source;
    private final DType number;
    private final DType whole;
    private final ReducePrecision op;

    /// @param source dtype of the operand; bf16 and f16 come as f32
    Narrowing(KernelBuilder kernel, DType source, ReducePrecision op) {
        this.kernel = kernel;
        this.source = source;
        this.number = Expressions.computed(source);
        this.whole = number == DType.F64 ? DType.I64 : DType.I32;
        this.op = op;
    }

    /// The node of the rounded number.
    ///
    /// @param x node of the number
    int of(int x) {
        int bits = kernel.bitcast(x, whole);
        int sign = with(BinaryOp.AND, bits, number == DType.F64 ? Long.MIN_VALUE : 1L << 31);
        int size = kernel.binary(BinaryOp.XOR, bits, sign);
        int bounded = bounded(rounded(size));
        int made = kernel.bitcast(kernel.binary(BinaryOp.OR, bounded, sign), number);
        int nan = kernel.compare(CompareOp.NE, x, x);
        return kernel.select(nan, op.mantissaBits() == 0 ? infinity() : x, made);
    }

    private int infinity() {
        return kernel.constant(number, Double.POSITIVE_INFINITY);
    }

    private int mantissa() {
        return number == DType.F64 ? 52 : 23;
    }

    private int ownMantissa() {
        return switch (source) {
            case BF16 -> 7;
            case F16 -> 10;
            case F32, F64, I8, I32, I64, U8, U32, BOOL -> mantissa();
        };
    }

    private int ownExponent() {
        return 8 * source.bytes() - 1 - ownMantissa();
    }

    private int with(BinaryOp how, int a, long b) {
        return kernel.binary(how, a, kernel.constant(whole, b));
    }

    // A carry out of the mantissa makes the exponent one larger, and the largest one infinite.
    private int rounded(int size) {
        if (op.mantissaBits() >= ownMantissa()) {
            return size;
        }
        int dropped = mantissa() - op.mantissaBits();
        int odd = with(BinaryOp.AND, with(BinaryOp.SHIFT_RIGHT_LOGICAL, size, dropped), 1);
        int moved = with(BinaryOp.ADD, size, (1L << (dropped - 1)) - 1);
        int carried = kernel.binary(BinaryOp.ADD, moved, odd);
        int made = with(BinaryOp.AND, carried, -(1L << dropped));
        return source == DType.F16 ? orSubnormal(size, made) : made;
    }

    // Numbers that are subnormal in f16 but not in f32 lose as many bits as all others: they become
    // multiples of one number, as an addition makes them that leaves no bits for less.
    private int orSubnormal(int size, int made) {
        double large = 1.5 * Math.scalb(1.0, 23 - 14 - op.mantissaBits());
        int c = kernel.constant(number, large);
        int sum = kernel.binary(BinaryOp.ADD, kernel.bitcast(size, number), c);
        int small = kernel.bitcast(kernel.binary(BinaryOp.SUBTRACT, sum, c), whole);
        long least = Float.floatToRawIntBits(0x1p-14f);
        int isSmall = kernel.compare(CompareOp.LT, size, kernel.constant(whole, least));
        return kernel.select(isSmall, small, made);
    }

    // The smallest exponent that stays is one above the negative of the largest.
    private int bounded(int size) {
        if (op.exponentBits() >= ownExponent()) {
            return size;
        }
        long bias = number == DType.F64 ? 1023 : 127;
        long reach = (1L << (op.exponentBits() - 1)) - 1;
        int over = kernel.constant(whole, (bias + reach + 1) << mantissa());
        int under = kernel.constant(whole, (bias - reach + 1) << mantissa());
        int tooLarge = kernel.compare(CompareOp.GE, size, over);
        int tooSmall = kernel.compare(CompareOp.LT, size, under);
        int zero = kernel.constant(whole, 0L);
        int limited = kernel.select(tooLarge, kernel.bitcast(infinity(), whole), size);
        return kernel.select(tooSmall, zero, limited);
    }
}

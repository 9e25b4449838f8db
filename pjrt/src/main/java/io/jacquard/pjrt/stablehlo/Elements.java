package io.jacquard.pjrt.stablehlo;

import io.jacquard.ir.Binary;
import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise;
import io.jacquard.ir.Elementwise.Direction;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Unary;
import java.util.List;

/// Operations on single elements.
///
/// | operation | what XLA leaves open or does otherwise | what is written |
/// |---|---|---|
/// | `abs`, `sign` of unsigned integers | not defined | the operand, the smaller of it and 1 |
/// | `erf`, `erf_inv` | not StableHLO's | `chlo.erf`, `chlo.erf_inv` |
/// | `divide`, `remainder` of integers | by 0, and the smallest by -1 | another divisor, and a choice |
/// | `power` of integers | negative exponents | squarings and choices |
/// | shifts | by the width and more, by less than 0 | a choice |
/// | `convert` | see {@link Conversions} | |
///
/// Choices for operands that are constants are left out where they decide nothing.
record Elements(Primitives p) {
    Ssa of(Elementwise op, List<Ssa> operands, TensorType result) {
        Ssa x = operands.getFirst();
        return switch (op) {
            case Unary unary -> unary(unary, x, result);
            case Binary binary -> binary(binary, x, operands.getLast());
            case Elementwise.Compare c -> p.compare(c.direction(), x, operands.getLast());
            case Elementwise.Select _ -> p.select(x, operands.get(1), operands.get(2));
            case Elementwise.Clamp _ -> p.clamp(x, operands.get(1), operands.get(2));
            case Elementwise.Convert c -> new Conversions(p).to(c.dtype(), x);
            case Elementwise.BitcastConvert _ -> p.bitcast(x, result);
            case Elementwise.ReducePrecision r -> reduced(r, x);
        };
    }

    // XLA's versions differ in what NaN becomes without mantissa bits: NaN or infinity.
    private Ssa reduced(Elementwise.ReducePrecision op, Ssa x) {
        String format = "e%dm%d".formatted(op.exponentBits(), op.mantissaBits());
        Ssa made =
                p.code()
                        .let(
                                x.type(),
                                "stablehlo.reduce_precision %s, format = %s : %s"
                                        .formatted(x, format, Types.of(x.type())));
        return op.mantissaBits() > 0
                ? made
                : p.select(p.isNan(x), p.splat(x.type(), Double.POSITIVE_INFINITY), made);
    }

    private Ssa unary(Unary op, Ssa x, TensorType result) {
        boolean unsigned = x.dtype().isUnsigned();
        return switch (op) {
            case Unary.Abs _ when unsigned -> x;
            case Unary.Sign _ when unsigned -> p.same("stablehlo.minimum", x, p.bits(x.type(), 1));
            case Unary.Erf _ -> chlo(op, x);
            // XLA's polynomial of f32 is 30 units off near the ends.
            case Unary.ErfInv _ when x.dtype() == DType.F32 ->
                    p.convert(chlo(op, p.convert(x, DType.F64)), DType.F32);
            case Unary.ErfInv _ -> chlo(op, x);
            case Unary.CountLeadingZeros _ when x.dtype() == DType.I8 -> zeros(x, DType.U8);
            case Unary.CountLeadingZeros _ when x.dtype() == DType.I32 -> zeros(x, DType.U32);
            case Unary.IsFinite _ -> p.simple("stablehlo.is_finite", result, x);
            case Unary.Abs _,
                    Unary.Sign _,
                    Unary.Cbrt _,
                    Unary.Ceil _,
                    Unary.Cosine _,
                    Unary.CountLeadingZeros _,
                    Unary.Exponential _,
                    Unary.ExponentialMinusOne _,
                    Unary.Floor _,
                    Unary.Log _,
                    Unary.LogPlusOne _,
                    Unary.Logistic _,
                    Unary.Negate _,
                    Unary.Not _,
                    Unary.Popcnt _,
                    Unary.RoundNearestAfz _,
                    Unary.RoundNearestEven _,
                    Unary.Rsqrt _,
                    Unary.Sine _,
                    Unary.Sqrt _,
                    Unary.Tan _,
                    Unary.Tanh _ ->
                    p.same("stablehlo." + op.name(), x);
        };
    }

    // Of negative constants XLA counts those that 64 bits would have.
    private Ssa zeros(Ssa x, DType unsigned) {
        Ssa bits = p.bitcast(x, x.type().with(unsigned));
        return p.bitcast(p.same("stablehlo.count_leading_zeros", bits), x.type());
    }

    private Ssa chlo(Unary op, Ssa x) {
        String type = Types.of(x.type());
        String text = "chlo.%s %s : %s -> %s".formatted(op.name(), x, type, type);
        return p.code().let(x.type(), text);
    }

    private Ssa binary(Binary op, Ssa x, Ssa y) {
        boolean whole = !x.dtype().isFloat();
        return switch (op) {
            case Binary.Divide _ when whole -> divide(x, y);
            case Binary.Remainder _ when whole -> remainder(x, y);
            case Binary.Power _ when whole -> power(x, y);
            case Binary.Shift s -> shift(s, x, y);
            case Binary.Add _,
                    Binary.Subtract _,
                    Binary.Multiply _,
                    Binary.Divide _,
                    Binary.Remainder _,
                    Binary.Maximum _,
                    Binary.Minimum _,
                    Binary.Power _,
                    Binary.Atan2 _,
                    Binary.Bits _ ->
                    p.same("stablehlo." + op.name(), x, y);
        };
    }

    private Ssa divide(Ssa x, Ssa y) {
        if (isHarmless(y)) {
            return p.same("stablehlo.divide", x, y);
        }
        Ssa zero = p.compare(Direction.EQ, y, p.bits(y.type(), 0));
        Ssa all = p.bits(y.type(), -1);
        if (y.dtype().isUnsigned()) {
            Ssa safe = p.select(zero, p.bits(y.type(), 1), y);
            return p.select(zero, all, p.same("stablehlo.divide", x, safe));
        }
        Ssa minus = p.compare(Direction.EQ, y, all);
        Ssa safe = p.select(p.or(zero, minus), p.bits(y.type(), 1), y);
        Ssa quotient = p.same("stablehlo.divide", x, safe);
        Ssa signed = p.select(minus, p.same("stablehlo.negate", x), quotient);
        return p.select(zero, all, signed);
    }

    private Ssa remainder(Ssa x, Ssa y) {
        if (isHarmless(y)) {
            return p.same("stablehlo.remainder", x, y);
        }
        Ssa zero = p.compare(Direction.EQ, y, p.bits(y.type(), 0));
        Ssa one = p.bits(y.type(), 1);
        Ssa unsafe =
                y.dtype().isUnsigned()
                        ? zero
                        : p.or(zero, p.compare(Direction.EQ, y, p.bits(y.type(), -1)));
        Ssa rest = p.same("stablehlo.remainder", x, p.select(unsafe, one, y));
        return p.select(zero, x, rest);
    }

    private boolean isHarmless(Ssa divisor) {
        long all = divisor.dtype() == DType.U8 ? 0xFF : 0xFFFFFFFFL;
        return p.scalar(divisor)
                .map(l -> l.getLong(0))
                .filter(v -> v != 0 && v != -1 && (v != all || divisor.dtype().isUnsigned()))
                .isPresent();
    }

    /// By squarings; the exponent has no more bits than its dtype, its sign apart.
    private Ssa power(Ssa x, Ssa y) {
        TensorType type = x.type();
        boolean unsigned = type.dtype().isUnsigned();
        int bits = 8 * type.dtype().bytes() - (unsigned ? 0 : 1);
        Ssa one = p.bits(type, 1);
        Ssa zero = p.bits(type, 0);
        Ssa product = one;
        Ssa square = x;
        for (int bit = 0; bit < bits; bit++) {
            Ssa set = p.compare(Direction.NE, p.and(y, p.bits(type, 1L << bit)), zero);
            Ssa more = p.same("stablehlo.multiply", product, square);
            product = p.select(set, more, product);
            square = bit + 1 < bits ? p.same("stablehlo.multiply", square, square) : square;
        }
        return unsigned
                ? product
                : p.select(p.compare(Direction.LT, y, zero), inverse(x, y, one, zero), product);
    }

    /// Of a negative exponent: 1 and -1 stay whole numbers, all others become 0.
    private Ssa inverse(Ssa x, Ssa y, Ssa one, Ssa zero) {
        Ssa minus = p.bits(x.type(), -1);
        Ssa odd = p.compare(Direction.NE, p.and(y, one), zero);
        Ssa ofMinus = p.select(odd, minus, one);
        Ssa others = p.select(p.compare(Direction.EQ, x, one), one, zero);
        return p.select(p.compare(Direction.EQ, x, minus), ofMinus, others);
    }

    private Ssa shift(Binary.Shift op, Ssa x, Ssa by) {
        int width = 8 * x.dtype().bytes();
        String name = "stablehlo." + op.name();
        if (p.scalar(by).filter(l -> l.getLong(0) >= 0 && l.getLong(0) < width).isPresent()) {
            return p.same(name, x, by);
        }
        Ssa inside = p.compare(Direction.LT, by, p.bits(by.type(), width));
        if (!by.dtype().isUnsigned()) {
            Ssa zero = p.bits(by.type(), 0);
            inside = p.and(inside, p.compare(Direction.GE, by, zero));
        }
        return switch (op) {
            case Binary.ShiftRightArithmetic _ ->
                    p.same(name, x, p.select(inside, by, p.bits(by.type(), width - 1)));
            case Binary.ShiftLeft _, Binary.ShiftRightLogical _ -> {
                Ssa zero = p.bits(by.type(), 0);
                yield p.select(inside, p.same(name, x, p.select(inside, by, zero)), zero);
            }
        };
    }
}

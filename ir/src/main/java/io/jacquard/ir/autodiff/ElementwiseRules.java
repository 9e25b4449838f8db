package io.jacquard.ir.autodiff;

import static io.jacquard.ir.autodiff.Rule.Nothing.NOTHING;
import static io.jacquard.ir.autodiff.Rule.each;
import static io.jacquard.ir.autodiff.Rule.none;

import io.jacquard.ir.Binary;
import io.jacquard.ir.Elementwise;
import io.jacquard.ir.Elementwise.Direction;
import io.jacquard.ir.Unary;
import io.jacquard.ir.Value;

/// Rules of the operations that work on each element by itself.
final class ElementwiseRules {
    private ElementwiseRules() {}

    static Rule of(Elementwise op) {
        return switch (op) {
            case Unary u -> of(u);
            case Binary b -> of(b);
            case Elementwise.Compare _ -> none();
            case Elementwise.Select _ ->
                    each(
                            NOTHING,
                            p -> p.s().select(p.a(), p.d(), p.s().like(p.d(), 0)),
                            p -> p.s().select(p.a(), p.s().like(p.d(), 0), p.d()));
            case Elementwise.Clamp _ -> each(p -> below(p), p -> inside(p), p -> above(p));
            case Elementwise.BitcastConvert _ -> none();
            case Elementwise.ReducePrecision r -> each(p -> p.apply(r, p.d()));
            case Elementwise.Convert _ -> each(p -> p.s().convert(p.d(), p.a().type().dtype()));
        };
    }

    private static Rule of(Unary op) {
        return switch (op) {
            case Unary.Abs _ -> each(p -> p.mul(p.d(), p.apply(new Unary.Sign(), p.a())));
            case Unary.Cbrt _ -> each(p -> p.div(p.d(), p.mul(p.mul(p.y(), p.y()), 3)));
            case Unary.Cosine _ -> each(p -> p.neg(p.mul(p.d(), p.apply(new Unary.Sine(), p.a()))));
            case Unary.Erf _ -> each(p -> p.mul(p.mul(p.d(), 2 / Math.sqrt(Math.PI)), bell(p)));
            case Unary.ErfInv _ -> each(ElementwiseRules::inverseBell);
            case Unary.Exponential _ -> each(p -> p.mul(p.d(), p.y()));
            case Unary.ExponentialMinusOne _ -> each(p -> p.mul(p.d(), p.onePlus(p.y())));
            case Unary.Log _ -> each(p -> p.div(p.d(), p.a()));
            case Unary.LogPlusOne _ -> each(p -> p.div(p.d(), p.onePlus(p.a())));
            case Unary.Logistic _ -> each(p -> p.mul(p.d(), p.mul(p.y(), p.oneMinus(p.y()))));
            case Unary.Negate _ -> each(p -> p.neg(p.d()));
            case Unary.Rsqrt _ -> each(p -> p.mul(p.d(), p.div(p.mul(p.y(), -0.5), p.a())));
            case Unary.Sine _ -> each(p -> p.mul(p.d(), p.apply(new Unary.Cosine(), p.a())));
            case Unary.Sqrt _ -> each(p -> p.div(p.mul(p.d(), 0.5), p.y()));
            case Unary.Tan _ -> each(p -> p.mul(p.d(), p.onePlus(p.mul(p.y(), p.y()))));
            case Unary.Tanh _ ->
                    each(p -> p.mul(p.d(), p.mul(p.oneMinus(p.y()), p.onePlus(p.y()))));
            case Unary.Ceil _, Unary.Floor _, Unary.Sign _ -> none();
            case Unary.RoundNearestAfz _, Unary.RoundNearestEven _ -> none();
            case Unary.IsFinite _, Unary.Not _, Unary.Integral _ -> none();
        };
    }

    private static Rule of(Binary op) {
        return switch (op) {
            case Binary.Add _ -> each(p -> p.d(), p -> p.d());
            case Binary.Subtract _ -> each(p -> p.d(), p -> p.neg(p.d()));
            case Binary.Multiply _ -> each(p -> p.mul(p.d(), p.b()), p -> p.mul(p.d(), p.a()));
            case Binary.Divide _ ->
                    each(p -> p.div(p.d(), p.b()), p -> p.neg(p.mul(p.div(p.d(), p.b()), p.y())));
            case Binary.Remainder _ -> each(p -> p.d(), p -> p.neg(p.mul(p.d(), quotient(p))));
            case Binary.Maximum _ ->
                    each(p -> winner(p, Direction.GT), p -> winner(p, Direction.LT));
            case Binary.Minimum _ ->
                    each(p -> winner(p, Direction.LT), p -> winner(p, Direction.GT));
            case Binary.Power _ -> each(ElementwiseRules::base, ElementwiseRules::exponent);
            case Binary.Atan2 _ -> each(p -> turned(p, p.b()), p -> p.neg(turned(p, p.a())));
            case Binary.Bits _, Binary.Shift _ -> none();
        };
    }

    // d * other / (a^2 + b^2)
    private static Value turned(Pullback p, Value other) {
        Value a = p.wide(p.a());
        Value b = p.wide(p.b());
        Value square = p.add(p.mul(a, a), p.mul(b, b));
        return p.narrow(p.div(p.mul(p.wide(p.d()), p.wide(other)), square));
    }

    // Operands of clamp are a, b, c: the bounds around the middle one, which receives nothing where
    // it meets a bound.
    private static Value inside(Pullback p) {
        Value above = p.s().compare(Direction.GT, p.b(), p.a());
        Value below = p.s().compare(Direction.LT, p.b(), p.forward().operand(2));
        return masked(p, p.apply(new Binary.And(), above, below));
    }

    private static Value below(Pullback p) {
        Value wins = p.s().compare(Direction.GT, p.a(), p.b());
        Value holds = p.s().compare(Direction.LE, p.a(), p.forward().operand(2));
        return masked(p, p.apply(new Binary.And(), wins, holds));
    }

    private static Value above(Pullback p) {
        Value bounded = p.apply(new Binary.Maximum(), p.a(), p.b());
        return masked(p, p.s().compare(Direction.GT, bounded, p.forward().operand(2)));
    }

    private static Value masked(Pullback p, Value condition) {
        return p.s().select(condition, p.d(), p.s().like(p.d(), 0));
    }

    // e^(-a^2)
    private static Value bell(Pullback p) {
        return p.s().exp(p.neg(p.mul(p.a(), p.a())));
    }

    // d * sqrt(pi) / 2 * e^(y^2); a y rounded to 16 bits would be too coarse for it.
    private static Value inverseBell(Pullback p) {
        Value y = p.apply(new Unary.ErfInv(), p.wide(p.a()));
        Value slope = p.mul(p.s().exp(p.mul(y, y)), Math.sqrt(Math.PI) / 2);
        return p.narrow(p.mul(p.wide(p.d()), slope));
    }

    // a = quotient * b + remainder. Rounding to the nearest integer, not towards 0, removes the
    // error of the division.
    private static Value quotient(Pullback p) {
        return p.apply(new Unary.RoundNearestEven(), p.div(p.sub(p.a(), p.y()), p.b()));
    }

    private static Value winner(Pullback p, Direction direction) {
        Value half = p.mul(p.d(), 0.5);
        Value tie = p.s().compare(Direction.EQ, p.a(), p.b());
        Value wins = p.s().compare(direction, p.a(), p.b());
        Value tied = p.s().select(tie, half, p.s().like(p.d(), 0));
        return p.s().select(wins, p.d(), tied);
    }

    // d * b * a^(b - 1), the power last because it may be near infinity; where a and b are 0 that
    // would be 0 * infinity, so there the exponent is 0. A small b is lost in a 16-bit b - 1.
    private static Value base(Pullback p) {
        Value a = p.wide(p.a());
        Value b = p.wide(p.b());
        Value zero = p.s().like(a, 0);
        Value corner =
                p.apply(
                        new Binary.And(),
                        p.s().compare(Direction.EQ, a, zero),
                        p.s().compare(Direction.EQ, b, zero));
        Value lower = p.s().select(corner, zero, p.sub(b, p.s().like(b, 1)));
        Value power = p.apply(new Binary.Power(), a, lower);
        return p.narrow(p.mul(p.mul(p.wide(p.d()), b), power));
    }

    // log(a) * a^b, 0 where a is 0. The guard is inside the logarithm, so that the gradient of this
    // is finite there too.
    private static Value exponent(Pullback p) {
        Value zero = p.s().compare(Direction.EQ, p.a(), p.s().like(p.a(), 0));
        Value log = p.apply(new Unary.Log(), p.s().select(zero, p.s().like(p.a(), 1), p.a()));
        return p.mul(p.d(), p.mul(log, p.y()));
    }
}

package io.jacquard.ir.pass;

import io.jacquard.ir.Binary;
import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Op;
import io.jacquard.ir.Unary;
import io.jacquard.ir.Value;
import java.util.List;
import java.util.Optional;

/// Simplifications of operations on each element.
///
/// @param into where to append
/// @param operands the operands
record ElementwiseSimplifications(Rewriting into, List<Value> operands) {
    Optional<Value> of(Elementwise op) {
        return switch (op) {
            case Unary u -> of(u);
            case Binary b -> of(b);
            case Elementwise.Compare _, Elementwise.Clamp _ -> Optional.empty();
            case Elementwise.BitcastConvert c -> when(x().type().dtype() == c.dtype(), x());
            case Elementwise.ReducePrecision _ -> Optional.empty();
            case Elementwise.Select _ -> select();
            case Elementwise.Convert c -> convert(c.dtype());
        };
    }

    private Value x() {
        return operands.get(0);
    }

    private Value y() {
        return operands.get(1);
    }

    private Optional<Value> of(Unary op) {
        return switch (op) {
            case Unary.Negate _ -> behind(Unary.Negate.class, x());
            case Unary.Not _ -> behind(Unary.Not.class, x());
            case Unary.Abs _ ->
                    behind(Unary.Negate.class, x())
                            .filter(v -> !v.type().dtype().isUnsigned())
                            .map(v -> into.add(new Unary.Abs(), v));
            case Unary.Real _, Unary.Sign _, Unary.IsFinite _, Unary.Integral _ -> Optional.empty();
        };
    }

    private Optional<Value> of(Binary op) {
        return switch (op) {
            case Binary.Add _ -> add();
            case Binary.Subtract _ -> subtract();
            case Binary.Multiply _ -> multiply();
            case Binary.Divide _ -> divide();
            case Binary.Power _ -> when(Seen.is(y(), 1), x());
            case Binary.Maximum _, Binary.Minimum _, Binary.And _, Binary.Or _ ->
                    when(x().equals(y()), x());
            case Binary.Atan2 _, Binary.Remainder _, Binary.Xor _, Binary.Shift _ ->
                    Optional.empty();
        };
    }

    private Optional<Value> add() {
        double nothing = x().type().dtype().isFloat() ? -0.0 : 0;
        return when(Seen.is(y(), nothing), x())
                .or(() -> when(Seen.is(x(), nothing), y()))
                .or(() -> behind(Unary.Negate.class, y()).map(v -> into.add(SUBTRACT, x(), v)))
                .or(() -> behind(Unary.Negate.class, x()).map(v -> into.add(SUBTRACT, y(), v)));
    }

    private static final Op SUBTRACT = new Binary.Subtract();
    private static final Op NEGATE = new Unary.Negate();

    private Optional<Value> subtract() {
        return when(Seen.is(y(), 0), x())
                .or(() ->
                        behind(Unary.Negate.class, y())
                                .map(v -> into.add(new Binary.Add(), x(), v)));
    }

    private Optional<Value> multiply() {
        return when(Seen.is(y(), 1), x())
                .or(() -> when(Seen.is(x(), 1), y()))
                .or(() -> Seen.is(y(), -1) ? Optional.of(into.add(NEGATE, x())) : Optional.empty())
                .or(() -> Seen.is(x(), -1) ? Optional.of(into.add(NEGATE, y())) : Optional.empty());
    }

    private Optional<Value> divide() {
        return when(Seen.is(y(), 1), x())
                .or(() ->
                        Seen.splat(y())
                                .flatMap(ElementwiseSimplifications::reciprocal)
                                .map(r -> into.splat(r, y().type().shape()))
                                .map(v -> into.add(new Binary.Multiply(), x(), v)));
    }

    // Of a power of two within the range of every floating dtype, so that it is exact.
    private static Optional<Literal> reciprocal(Literal divisor) {
        DType dtype = divisor.type().dtype();
        if (!dtype.isFloat()) {
            return Optional.empty();
        }
        double c = divisor.get(0);
        int exponent = Math.getExponent(c);
        boolean isPower = Math.abs(exponent) <= 14 && Math.abs(c) == Math.scalb(1.0, exponent);
        return isPower ? Optional.of(Literal.scalar(dtype, 1 / c)) : Optional.empty();
    }

    private Optional<Value> select() {
        Value pred = operands.get(0);
        Value yes = operands.get(1);
        Value no = operands.get(2);
        return when(yes.equals(no), yes)
                .or(() -> Seen.splat(pred).map(l -> l.get(0) != 0 ? yes : no))
                .or(() ->
                        behind(Unary.Not.class, pred)
                                .map(p -> into.add(new Elementwise.Select(), p, no, yes)));
    }

    private Optional<Value> convert(DType to) {
        if (x().type().dtype() == to) {
            return Optional.of(x());
        }
        return behind(Elementwise.Convert.class, x())
                .filter(origin -> holds(origin.type().dtype(), x().type().dtype(), to))
                .map(origin -> into.add(new Elementwise.Convert(to), origin));
    }

    // All three are floats and the middle one has every value of the first.
    private static boolean holds(DType from, DType through, DType to) {
        return from.isFloat()
                && to.isFloat()
                && through.isFloat()
                && through.bytes() > from.bytes();
    }

    private static Optional<Value> behind(Class<? extends Op> op, Value value) {
        return Seen.by(op, value).map(i -> i.operand(0));
    }

    private static Optional<Value> when(boolean holds, Value value) {
        return holds ? Optional.of(value) : Optional.empty();
    }
}

package io.jacquard.testkit;

import io.jacquard.ir.Binary;
import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Unary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Cases of operations on single elements.
final class ElementwiseCases {
    private static final List<DType> ALL = List.of(DType.values());
    private static final List<DType> FLOATS = ALL.stream().filter(DType::isFloat).toList();
    private static final List<DType> INTEGERS = ALL.stream().filter(DType::isInteger).toList();
    private static final List<DType> BITS = ALL.stream().filter(d -> !d.isFloat()).toList();
    private static final List<DType> NUMBERS = ALL.stream().filter(d -> d != DType.BOOL).toList();

    private static final List<Unary.Real> EXACT =
            List.of(
                    new Unary.Ceil(),
                    new Unary.Floor(),
                    new Unary.RoundNearestAfz(),
                    new Unary.RoundNearestEven());
    private static final List<Unary.Real> CIRCULAR =
            List.of(new Unary.Cosine(), new Unary.Sine(), new Unary.Tan());

    private final List<OpCase> cases = new ArrayList<>();

    private ElementwiseCases() {}

    static List<OpCase> all() {
        ElementwiseCases c = new ElementwiseCases();
        c.unary();
        c.binary();
        c.others();
        c.clamp();
        BitCases.addTo(c.cases);
        return c.cases;
    }

    private void add(Elementwise op, Tolerance tolerance, Literal... operands) {
        cases.add(OpCase.of(op, tolerance, operands));
    }

    /// The tolerance of a function that a backend computes by its own approximation.
    private static Tolerance approximate(DType dtype) {
        return switch (dtype) {
            case F32 -> Tolerance.ELEMENTWISE;
            case F64 -> Tolerance.DOUBLE_ELEMENTWISE;
            case BF16, F16 -> Tolerance.BFLOAT16;
            case I8, I32, I64, U8, U32, BOOL -> Tolerance.EXACT;
        };
    }

    private void unary() {
        Unary.Real.all().forEach(this::real);
        unary(new Unary.IsFinite(), FLOATS);
        for (Unary op : List.of(new Unary.Abs(), new Unary.Negate(), new Unary.Sign())) {
            unary(op, NUMBERS);
        }
        unary(new Unary.Not(), BITS);
        unary(new Unary.Popcnt(), INTEGERS);
        unary(new Unary.CountLeadingZeros(), INTEGERS);
    }

    private void real(Unary.Real op) {
        for (DType d : FLOATS) {
            Tolerance t = EXACT.contains(op) ? Tolerance.EXACT : approximate(d);
            add(op, t, CIRCULAR.contains(op) ? angles(d) : Samples.edges(d));
            add(op, t, Samples.between(d, -1, 1, 5, 517));
            shapes(op, d, t);
        }
    }

    // Huge angles tell more about the reduction of the argument than about the function.
    private static Literal angles(DType d) {
        double inf = Double.POSITIVE_INFINITY;
        return Samples.reals(d, 0, -0.0, 0.5, -1, 3, -7.25, 100, -100, inf, -inf, 0 / 0.0);
    }

    private void unary(Unary op, List<DType> dtypes) {
        for (DType d : dtypes) {
            add(op, Tolerance.EXACT, Samples.edges(d));
            shapes(op, d, Tolerance.EXACT);
        }
    }

    private void shapes(Unary op, DType d, Tolerance t) {
        add(op, t, Samples.random(d, 1));
        add(op, t, Samples.random(d, 2, 0, 3));
        add(op, t, Samples.random(d, 3, 1037));
        add(op, t, Samples.random(d, 4, 2, 3, 5, 7));
    }

    private void binary() {
        for (Binary op :
                List.of(
                        new Binary.Add(),
                        new Binary.Subtract(),
                        new Binary.Multiply(),
                        new Binary.Divide(),
                        new Binary.Remainder(),
                        new Binary.Maximum(),
                        new Binary.Minimum())) {
            NUMBERS.forEach(d -> binary(op, d, Tolerance.EXACT));
        }
        NUMBERS.forEach(d -> binary(new Binary.Power(), d, approximate(d)));
        FLOATS.forEach(d -> binary(new Binary.Atan2(), d, approximate(d)));
        for (Binary op : List.of(new Binary.And(), new Binary.Or(), new Binary.Xor())) {
            BITS.forEach(d -> binary(op, d, Tolerance.EXACT));
        }
        for (Binary op :
                List.of(
                        new Binary.ShiftLeft(),
                        new Binary.ShiftRightArithmetic(),
                        new Binary.ShiftRightLogical())) {
            INTEGERS.forEach(d -> binary(op, d, Tolerance.EXACT));
        }
    }

    private void binary(Elementwise op, DType d, Tolerance t) {
        Literal edges = Samples.edges(d);
        add(op, t, Samples.rows(edges), Samples.columns(edges));
        add(op, t, Samples.random(d, 1), Samples.random(d, 2));
        add(op, t, Samples.random(d, 3, 0), Samples.random(d, 4, 0));
        add(op, t, Samples.random(d, 5, 3, 5, 7), Samples.random(d, 6, 3, 5, 7));
        add(op, t, Samples.random(d, 7, 517), Samples.random(d, 8, 517));
    }

    private void clamp() {
        for (DType d : NUMBERS) {
            Literal x = Samples.rows(Samples.edges(d));
            Literal bounds = Samples.columns(Samples.edges(d));
            Literal ones = Literal.filled(x.type(), 1);
            add(new Elementwise.Clamp(), Tolerance.EXACT, bounds, x, ones);
            add(new Elementwise.Clamp(), Tolerance.EXACT, ones, x, bounds);
            clamp(d, 3, 5);
            clamp(d);
            clamp(d, 0);
            clamp(d, 1037);
        }
    }

    private void clamp(DType d, int... sizes) {
        Literal low = Samples.random(d, 1, sizes);
        Literal high = Samples.random(d, 2, sizes);
        Literal x = Samples.random(d, 3, sizes);
        add(new Elementwise.Clamp(), Tolerance.EXACT, low, x, high);
    }

    private void others() {
        for (Elementwise.Direction direction : Elementwise.Direction.values()) {
            ALL.forEach(d -> binary(new Elementwise.Compare(direction), d, Tolerance.EXACT));
        }
        for (DType d : ALL) {
            select(d, 3, 5);
            select(d);
            select(d, 0);
            select(d, 1037);
            for (DType to : ALL) {
                add(new Elementwise.Convert(to), Tolerance.EXACT, Samples.edges(d));
                add(new Elementwise.Convert(to), Tolerance.EXACT, Samples.random(d, 1, 3, 71));
            }
        }
        largeIntegers();
    }

    private void select(DType d, int... sizes) {
        add(
                new Elementwise.Select(),
                Tolerance.EXACT,
                Samples.random(DType.BOOL, 1, sizes),
                Samples.random(d, 2, sizes),
                Samples.random(d, 3, sizes));
    }

    // Rounding a long by way of a double would round twice.
    private void largeIntegers() {
        long[] values = {
            (1L << 60) + (1L << 36) + 1, -((1L << 60) + (1L << 36) + 1), (1L << 53) + 1, 16777217
        };
        Literal x = Literal.zeros(TensorType.of(DType.I64, values.length));
        for (int i = 0; i < values.length; i++) {
            x.setLong(i, values[i]);
        }
        Arrays.asList(DType.values())
                .forEach(to -> add(new Elementwise.Convert(to), Tolerance.EXACT, x));
    }
}

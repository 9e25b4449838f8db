package io.jacquard.testkit;

import io.jacquard.ir.Binary;
import io.jacquard.ir.Builder;
import io.jacquard.ir.Control;
import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise.Direction;
import io.jacquard.ir.Function;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Marker;
import io.jacquard.ir.Op;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.List;

/// Cases of operations that run functions.
final class ControlCases {
    private static final List<DType> NUMBERS = List.of(DType.F32, DType.F64, DType.I32);

    private final List<OpCase> cases = new ArrayList<>();

    private ControlCases() {}

    static List<OpCase> all() {
        ControlCases c = new ControlCases();
        c.cases.addAll(SmoothControlCases.all());
        for (DType d : NUMBERS) {
            c.loops(d);
            c.choices(d);
            c.scans(d);
            c.calls(d);
        }
        return c.cases;
    }

    private void add(Op op, Literal... operands) {
        cases.add(OpCase.of(op, Tolerance.EXACT, operands));
    }

    // The functions add, subtract and take the larger, of small whole numbers: exact in every
    // dtype.
    private static Function step(TensorType x, int results) {
        Builder b = new Builder("step");
        Value a = b.parameter("a", x);
        Value c = b.parameter("b", x);
        Value sum = b.add(new Binary.Add(), a, c);
        Value larger = b.add(new Binary.Maximum(), sum, c);
        return b.build(List.of(larger, sum, a).subList(0, results));
    }

    private static Literal counted(DType d, int... sizes) {
        Literal made = Literal.zeros(TensorType.of(d, sizes));
        for (int i = 0; i < made.elements(); i++) {
            double number = i % 7 - 3;
            if (d.isFloat()) {
                made.set(i, number);
            } else {
                made.setLong(i, (long) number);
            }
        }
        return made;
    }

    private void loops(DType d) {
        TensorType count = TensorType.of(DType.I32);
        TensorType x = TensorType.of(d, 5);
        Builder c = new Builder("condition");
        Value n = c.parameter("n", count);
        c.parameter("x", x);
        Sugar s = new Sugar(c);
        Function condition = c.build(List.of(s.compare(Direction.LT, n, s.like(n, 4))));
        Builder b = new Builder("body");
        Value m = b.parameter("n", count);
        Value y = b.parameter("x", x);
        Sugar t = new Sugar(b);
        Function body = b.build(List.of(t.add(m, t.like(m, 1)), t.add(y, y)));
        Control.While op = new Control.While(condition, body);
        add(op, Literal.scalar(DType.I32, 0), counted(d, 5));
        add(op, Literal.scalar(DType.I32, 9), counted(d, 5));
    }

    private void choices(DType d) {
        TensorType x = TensorType.of(d, 2, 3);
        Control.Case op = new Control.Case(List.of(step(x, 2), swapped(x)));
        for (int index : new int[] {0, 1, 2, -1}) {
            add(op, Literal.scalar(DType.I32, index), counted(d, 2, 3), counted(d, 2, 3));
        }
    }

    private static Function swapped(TensorType x) {
        Builder b = new Builder("swapped");
        Value a = b.parameter("a", x);
        Value c = b.parameter("b", x);
        return b.build(List.of(c, a));
    }

    private void scans(DType d) {
        for (int width : new int[] {1, 4, 33}) {
            Function body = step(TensorType.of(d, width), 3);
            for (int length : new int[] {0, 1, 6}) {
                for (boolean reverse : new boolean[] {false, true}) {
                    add(
                            new Control.Scan(body, 1, 1, length, reverse),
                            counted(d, width),
                            counted(d, length, width));
                }
            }
        }
        Function constant = step(TensorType.of(d, 3), 1);
        add(new Control.Scan(constant, 1, 0, 5, false), counted(d, 3), counted(d, 3));
        Function scalars = step(TensorType.of(d), 2);
        add(new Control.Scan(scalars, 1, 1, 5, false), counted(d, 1).reshape(), counted(d, 5));
    }

    private void calls(DType d) {
        TensorType x = TensorType.of(d, 3);
        Function forward = step(x, 2);
        add(new Control.Rematerialize(forward), counted(d, 3), counted(d, 3));
        add(new Control.CustomGradient(forward, backward(x)), counted(d, 3), counted(d, 3));
        add(new Marker.OptimizationBarrier(), counted(d, 3), counted(d, 2, 2));
    }

    private static Function backward(TensorType x) {
        Builder b = new Builder("backward");
        List<Value> given = new ArrayList<>();
        int floats = x.dtype().isFloat() ? 2 : 0;
        for (int i = 0; i < 4 + floats; i++) {
            given.add(b.parameter("x", x));
        }
        return b.build(given.subList(0, floats));
    }
}

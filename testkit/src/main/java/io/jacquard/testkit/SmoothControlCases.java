package io.jacquard.testkit;

import io.jacquard.ir.Binary;
import io.jacquard.ir.Builder;
import io.jacquard.ir.Contraction.DotGeneral;
import io.jacquard.ir.Control;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Op;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Unary;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.List;

/// Cases of operations that run functions of real numbers, whose gradients depend on every value on
/// the way.
final class SmoothControlCases {
    private static final int WIDTH = 5;

    private final List<OpCase> cases = new ArrayList<>();
    private final DType dtype;
    private final TensorType row;
    private final TensorType square;

    private SmoothControlCases(DType dtype) {
        this.dtype = dtype;
        this.row = TensorType.of(dtype, 3, WIDTH);
        this.square = TensorType.of(dtype, WIDTH, WIDTH);
    }

    static List<OpCase> all() {
        List<OpCase> all = new ArrayList<>();
        for (DType d : List.of(DType.F32, DType.F64)) {
            SmoothControlCases c = new SmoothControlCases(d);
            c.scans();
            c.choices();
            c.calls();
            all.addAll(c.cases);
        }
        return all;
    }

    private void add(Op op, Literal... operands) {
        Tolerance tolerance = dtype == DType.F64 ? Tolerance.DOUBLE : Tolerance.contraction(WIDTH);
        cases.add(OpCase.of(op, tolerance, operands));
    }

    private Literal random(int seed, int... sizes) {
        return Samples.between(dtype, -0.8, 0.8, seed, sizes);
    }

    /// `next = tanh(h w + x)`, and `next * x` as an output.
    private Function step() {
        Builder b = new Builder("step");
        Value h = b.parameter("h", row);
        Value x = b.parameter("x", row);
        Value w = b.parameter("w", square);
        Sugar s = new Sugar(b);
        Value next = b.add(new Unary.Tanh(), s.add(b.add(DotGeneral.matmul(), h, w), x));
        return b.build(List.of(next, s.mul(next, x)));
    }

    /// `e^(h w)` and `h * x`.
    private Function other() {
        Builder b = new Builder("other");
        Value h = b.parameter("h", row);
        Value x = b.parameter("x", row);
        Value w = b.parameter("w", square);
        Sugar s = new Sugar(b);
        return b.build(List.of(s.exp(b.add(DotGeneral.matmul(), h, w)), s.mul(h, x)));
    }

    /// A step that is itself two steps of a scan, then a choice by the sign of a counter.
    private Function nested() {
        Builder b = new Builder("nested");
        Value h = b.parameter("h", row);
        Value n = b.parameter("n", TensorType.of(DType.I32));
        Value pair = b.parameter("pair", row.with(row.shape().insert(0, 2)));
        Value w = b.parameter("w", square);
        List<? extends Value> inner =
                b.append(new Control.Scan(step(), 1, 1, 2, true), List.of(h, pair, w)).results();
        Value index =
                new Sugar(b)
                        .convert(
                                b.add(new Binary.Maximum(), n, new Sugar(b).like(n, 0)), DType.I32);
        Value x = inner.getFirst();
        List<? extends Value> made =
                b.append(new Control.Case(List.of(step(), other())), List.of(index, x, h, w))
                        .results();
        Value next = b.add(new Unary.Tanh(), made.getFirst());
        return b.build(List.of(next, made.getLast(), inner.getLast()));
    }

    private void scans() {
        for (boolean reverse : new boolean[] {false, true}) {
            Control.Scan op = new Control.Scan(step(), 1, 1, 6, reverse);
            add(op, random(1, 3, WIDTH), random(2, 6, 3, WIDTH), random(3, WIDTH, WIDTH));
        }
        Literal signs = Literal.of(new int[] {-1, 2, 0, 1}, 4);
        add(
                new Control.Scan(nested(), 1, 2, 4, false),
                random(4, 3, WIDTH),
                signs,
                random(5, 4, 2, 3, WIDTH),
                random(6, WIDTH, WIDTH));
    }

    private void choices() {
        Control.Case op = new Control.Case(List.of(step(), other()));
        for (int index = 0; index < 2; index++) {
            add(
                    op,
                    Literal.scalar(DType.I32, index),
                    random(1, 3, WIDTH),
                    random(2, 3, WIDTH),
                    random(3, WIDTH, WIDTH));
        }
    }

    private void calls() {
        Literal h = random(1, 3, WIDTH);
        Literal x = random(2, 3, WIDTH);
        Literal w = random(3, WIDTH, WIDTH);
        add(new Control.Rematerialize(step()), h, x, w);
        add(new Control.CustomGradient(step(), backward()), h, x, w);
    }

    // Not the gradient of the step, so that it shows which one was taken.
    private Function backward() {
        Builder b = new Builder("backward");
        Value h = b.parameter("h", row);
        Value x = b.parameter("x", row);
        Value w = b.parameter("w", square);
        Value next = b.parameter("next", row);
        b.parameter("output", row);
        Value dNext = b.parameter("d_next", row);
        Value dOutput = b.parameter("d_output", row);
        Sugar s = new Sugar(b);
        Value dh = s.add(s.mul(dNext, s.mul(next, next)), s.mul(h, x));
        return b.build(List.of(dh, s.mul(dOutput, s.exp(x)), b.add(new Unary.Sine(), w)));
    }
}

package io.jacquard.testkit;

import io.jacquard.ir.Creation;
import io.jacquard.ir.DType;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Marker;
import io.jacquard.ir.Op;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.TensorType;
import java.util.ArrayList;
import java.util.List;

/// Cases of operations that make or move elements: exact for every dtype.
final class ShapingCases {
    private final List<OpCase> cases = new ArrayList<>();
    private final DType dtype;

    private ShapingCases(DType dtype) {
        this.dtype = dtype;
    }

    static List<OpCase> all() {
        List<OpCase> all = new ArrayList<>();
        for (DType d : DType.values()) {
            ShapingCases c = new ShapingCases(d);
            c.creation();
            c.reshape();
            c.transpose();
            c.broadcast();
            c.slice();
            c.pad();
            c.concatenate();
            c.reverse();
            c.markers();
            all.addAll(c.cases);
        }
        return all;
    }

    private void add(Op op, Literal... operands) {
        cases.add(OpCase.of(op, Tolerance.EXACT, operands));
    }

    private Literal x(int... sizes) {
        return Samples.random(dtype, sizes.length, sizes);
    }

    private static IntList list(int... values) {
        return IntList.of(values);
    }

    private void creation() {
        add(new Creation.Constant(Samples.edges(dtype)));
        add(new Creation.Constant(x()));
        add(new Creation.Constant(x(0, 2)));
        add(new Creation.Constant(x(33, 3)));
        if (dtype != DType.BOOL) {
            add(new Creation.Iota(TensorType.of(dtype, 300), 0));
            add(new Creation.Iota(TensorType.of(dtype, 3, 4, 5), 1));
            add(new Creation.Iota(TensorType.of(dtype, 0, 4), 1));
            add(new Creation.Iota(TensorType.of(dtype, 2, 70), 1));
        }
    }

    private void reshape() {
        add(new Shaping.Reshape(Shape.of(6, 4)), x(2, 3, 4));
        add(new Shaping.Reshape(Shape.SCALAR), x(1, 1));
        add(new Shaping.Reshape(Shape.of(1, 1, 1)), x());
        add(new Shaping.Reshape(Shape.of(0)), x(3, 0));
    }

    private void transpose() {
        add(new Shaping.Transpose(list()), x());
        add(new Shaping.Transpose(list(1, 0)), x(3, 5));
        add(new Shaping.Transpose(list(1, 0)), x(67, 35));
        add(new Shaping.Transpose(list(0, 1)), x(3, 5));
        add(new Shaping.Transpose(list(2, 0, 1)), x(3, 4, 5));
        add(new Shaping.Transpose(list(0, 3, 1, 2)), x(2, 3, 4, 5));
        add(new Shaping.Transpose(list(3, 2, 1, 0)), x(2, 3, 1, 5));
        add(new Shaping.Transpose(list(1, 0)), x(0, 5));
    }

    private void broadcast() {
        add(new Shaping.BroadcastInDim(Shape.of(3, 4), list()), x());
        add(new Shaping.BroadcastInDim(Shape.SCALAR, list()), x());
        add(new Shaping.BroadcastInDim(Shape.of(3, 37), list(1)), x(37));
        add(new Shaping.BroadcastInDim(Shape.of(3, 37), list(0)), x(3));
        add(new Shaping.BroadcastInDim(Shape.of(3, 4), list(0, 1)), x(3, 1));
        add(new Shaping.BroadcastInDim(Shape.of(2, 3, 4, 5), list(1, 3)), x(3, 1));
        add(new Shaping.BroadcastInDim(Shape.of(2, 3, 4), list(0, 2)), x(2, 4));
        add(new Shaping.BroadcastInDim(Shape.of(0, 4), list(1)), x(4));
        add(new Shaping.BroadcastInDim(Shape.of(3, 0), list(0, 1)), x(3, 1));
    }

    private void slice() {
        add(new Shaping.Slice(list(), list(), list()), x());
        add(new Shaping.Slice(list(2), list(9), list(3)), x(11));
        add(new Shaping.Slice(list(1, 0), list(3, 5), list(1, 1)), x(4, 5));
        add(new Shaping.Slice(list(0, 2), list(4, 3), list(1, 1)), x(4, 5));
        add(new Shaping.Slice(list(3, 1, 0), list(3, 4, 5), list(1, 2, 2)), x(4, 5, 6));
        add(new Shaping.Slice(list(0, 0, 1), list(4, 5, 6), list(2, 3, 2)), x(4, 5, 6));
    }

    private void pad() {
        Literal fill = x();
        add(new Shaping.Pad(list(), list(), list()), x(), fill);
        add(new Shaping.Pad(list(1), list(2), list(0)), x(5), fill);
        add(new Shaping.Pad(list(0), list(0), list(2)), x(5), fill);
        add(new Shaping.Pad(list(-1), list(-2), list(0)), x(5), fill);
        add(new Shaping.Pad(list(-1), list(3), list(1)), x(5), fill);
        add(new Shaping.Pad(list(1, 0), list(0, 2), list(1, 2)), x(3, 4), fill);
        add(new Shaping.Pad(list(2, -1, 0), list(-1, 2, 0), list(0, 1, 0)), x(3, 4, 5), fill);
        add(new Shaping.Pad(list(1, 1), list(1, 1), list(0, 0)), x(0, 2), fill);
    }

    private void concatenate() {
        add(new Shaping.Concatenate(0), x(3));
        add(new Shaping.Concatenate(0), x(3), x(5), x(0), x(1));
        add(new Shaping.Concatenate(1), x(2, 3), x(2, 4));
        add(new Shaping.Concatenate(1), x(2, 3, 4), x(2, 1, 4), x(2, 2, 4));
        add(new Shaping.Concatenate(2), x(2, 3, 4), x(2, 3, 1));
    }

    private void reverse() {
        add(new Shaping.Reverse(list()), x(3));
        add(new Shaping.Reverse(list(0)), x(37));
        add(new Shaping.Reverse(list(1)), x(3, 4));
        add(new Shaping.Reverse(list(0, 2)), x(3, 4, 5));
        add(new Shaping.Reverse(list(0)), x(0, 2));
    }

    private void markers() {
        add(new Marker.StopGradient(), x(2, 3));
        add(new Marker.Tap("shown"), x(2, 3));
    }
}

package io.jacquard.ir;

import java.util.List;

/// Checks that the shape rules share.
final class Infer {
    private Infer() {}

    static void count(List<TensorType> operands, int wanted) {
        check(
                operands.size() == wanted,
                "it got " + operands.size() + " operands",
                wanted + (wanted == 1 ? " operand" : " operands"));
    }

    static TensorType only(List<TensorType> operands) {
        count(operands, 1);
        return operands.getFirst();
    }

    static TensorType same(List<TensorType> operands, int wanted) {
        count(operands, wanted);
        TensorType first = operands.getFirst();
        for (TensorType t : operands) {
            if (!t.equals(first)) {
                throw ShapeException.of(
                        "operand types differ: %s and %s".formatted(first, t),
                        "equal types; broadcast or convert one of them");
            }
        }
        return first;
    }

    static void floating(TensorType t) {
        check(t.dtype().isFloat(), t + " is not floating", "a floating dtype; convert it first");
    }

    static void check(boolean holds, String problem, String expected) {
        if (!holds) {
            throw ShapeException.of(problem, expected);
        }
    }

    static void axes(IntList axes, TensorType t) {
        for (int i = 0; i < axes.size(); i++) {
            int a = axes.at(i);
            check(
                    a >= 0 && a < t.rank() && axes.indexOf(a) == i,
                    "the axes %s do not fit %s".formatted(axes, t),
                    "distinct axes from 0 to " + (t.rank() - 1));
        }
    }

    static void rank(IntList list, TensorType t, String what) {
        check(
                list.size() == t.rank(),
                "%s %s has %d values for %s".formatted(what, list, list.size(), t),
                "one value an axis: " + t.rank());
    }
}

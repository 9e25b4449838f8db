package io.jacquard.ir;

import java.util.List;

/// Checks that the shape rules share.
final class Infer {
    private Infer() {}

    static void count(List<TensorType> operands, int wanted) {
        int came = operands.size();
        check(
                came == wanted,
                "it got " + counted(came),
                counted(wanted) + "; " + fix(came, wanted));
    }

    static String counted(int operands) {
        return operands + (operands == 1 ? " operand" : " operands");
    }

    /// How to come from a number of things to another.
    static String fix(int came, int wanted) {
        return came < wanted ? "add " + (wanted - came) : "leave out " + (came - wanted);
    }

    static TensorType only(List<TensorType> operands) {
        count(operands, 1);
        return operands.getFirst();
    }

    static TensorType same(List<TensorType> operands, int wanted) {
        count(operands, wanted);
        TensorType first = operands.getFirst();
        for (TensorType t : operands) {
            check(
                    t.equals(first),
                    "operand types differ: %s and %s".formatted(first, t),
                    "equal types; broadcast or convert one of them");
        }
        return first;
    }

    /// Checks the types of all operands.
    ///
    /// @param names what each of them is
    static void types(List<TensorType> operands, List<TensorType> wanted, List<String> names) {
        for (int i = 0; i < operands.size(); i++) {
            type(names.get(i), operands.get(i), wanted.get(i));
        }
    }

    static void type(String what, TensorType came, TensorType wanted) {
        boolean equal = came.shape().equals(wanted.shape());
        check(
                came.equals(wanted),
                "%s is %s".formatted(what, came),
                "%s; %s it".formatted(wanted, equal ? "convert" : "reshape or replace"));
    }

    static void floating(TensorType t) {
        check(t.dtype().isFloat(), t + " is not floating", "a floating dtype; convert it first");
    }

    static void number(TensorType t) {
        check(t.dtype() != DType.BOOL, t + " is no number", "a number; convert it first");
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
                    t.rank() == 0
                            ? "no axis, it is a scalar; reshape it first"
                            : "distinct axes from 0 to %d; name each once, counted from the front"
                                    .formatted(t.rank() - 1));
        }
    }

    static void rank(IntList list, TensorType t, String what) {
        values(list, t.rank(), "%s %s for %s".formatted(what, list, t), "one an axis");
    }

    static void values(IntList list, int wanted, String problem, String what) {
        check(
                list.size() == wanted,
                problem,
                "%d %s, %s; %s"
                        .formatted(
                                wanted,
                                wanted == 1 ? "value" : "values",
                                what,
                                fix(list.size(), wanted)));
    }

    /// Checks that each value is at least 1.
    static void positive(IntList list, String what) {
        check(
                list.stream().allMatch(v -> v > 0),
                "%s %s".formatted(what, list),
                "values from 1; 1 changes nothing");
    }

    /// The size of an axis that was computed without overflow.
    static int size(long size, String what) {
        check(
                size <= Integer.MAX_VALUE,
                "%s has %d elements".formatted(what, size),
                "at most 2^31 - 1; split the array");
        return (int) size;
    }

    /// Places that elements take which a dilation moves apart.
    static long covered(int size, int dilation) {
        return size == 0 ? 0 : (size - 1) * (long) dilation + 1;
    }
}

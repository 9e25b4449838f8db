package io.jacquard.ir;

import java.util.List;

/// Checks that the shape rules share.
final class Infer {
    private Infer() {}

    static void count(List<TensorType> operands, int wanted) {
        int came = operands.size();
        if (came != wanted) {
            throw ShapeException.of(
                    "it got " + counted(came), counted(wanted) + "; " + fix(came, wanted));
        }
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
            if (!t.equals(first)) {
                throw ShapeException.of(
                        "operand types differ: %s and %s".formatted(first, t),
                        "equal types; broadcast or convert one of them");
            }
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
        if (!came.equals(wanted)) {
            throw another(what, came, wanted);
        }
    }

    /// What to throw for a type that is not the wanted one.
    static ShapeException another(String what, TensorType came, TensorType wanted) {
        boolean equal = came.shape().equals(wanted.shape());
        return ShapeException.of(
                "%s is %s".formatted(what, came),
                "%s; %s it".formatted(wanted, equal ? "convert" : "reshape or replace"));
    }

    static void floating(TensorType t) {
        if (!t.dtype().isFloat()) {
            throw ShapeException.of(t + " is not floating", "a floating dtype; convert it first");
        }
    }

    static void number(TensorType t) {
        if (t.dtype() == DType.BOOL) {
            throw ShapeException.of(t + " is no number", "a number; convert it first");
        }
    }

    static void axes(IntList axes, TensorType t) {
        for (int i = 0; i < axes.size(); i++) {
            int a = axes.at(i);
            if (!(a >= 0 && a < t.rank() && axes.indexOf(a) == i)) {
                throw ShapeException.of(
                        "the axes %s do not fit %s".formatted(axes, t),
                        t.rank() == 0
                                ? "no axis, it is a scalar; reshape it first"
                                : "distinct axes from 0 to %d; name each once, counted from the front"
                                        .formatted(t.rank() - 1));
            }
        }
    }

    static void rank(IntList list, TensorType t, String what) {
        if (list.size() != t.rank()) {
            throw ShapeException.of(
                    "%s %s for %s".formatted(what, list, t), values(list, t.rank(), "an axis"));
        }
    }

    /// Checks a list of a window that slides along some axes.
    static void window(IntList list, int axes) {
        if (list.size() != axes) {
            throw ShapeException.of(
                    "a window list %s for %d spatial axes".formatted(list, axes),
                    values(list, axes, "a spatial axis"));
        }
    }

    private static String values(IntList list, int wanted, String place) {
        return "%d %s, one %s; %s"
                .formatted(
                        wanted, wanted == 1 ? "value" : "values", place, fix(list.size(), wanted));
    }

    /// Checks that each value is at least 1.
    static void positive(IntList list, String what) {
        for (int i = 0; i < list.size(); i++) {
            if (list.at(i) < 1) {
                throw ShapeException.of(
                        "%s %s".formatted(what, list), "values from 1; 1 changes nothing");
            }
        }
    }

    /// The size of an axis that was computed without overflow.
    ///
    /// @param what what axis it is, followed by its number
    static int size(long size, String what, int axis) {
        if (size > Integer.MAX_VALUE) {
            throw tooLong(what + " " + axis, size);
        }
        return (int) size;
    }

    /// What to throw for an axis longer than an array can have.
    static ShapeException tooLong(String what, long size) {
        return ShapeException.of(
                "%s has %d elements".formatted(what, size), "at most 2^31 - 1; split the array");
    }

    /// Places that elements take which a dilation moves apart.
    static long covered(int size, int dilation) {
        return size == 0 ? 0 : (size - 1) * (long) dilation + 1;
    }

    /// Checks that an operand is a key of random numbers.
    static void key(TensorType t) {
        if (!t.equals(TensorType.of(DType.U32, 2))) {
            throw ShapeException.of("the key is " + t, "a key u32[2]; derive it from a seed");
        }
    }
}

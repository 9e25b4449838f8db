package io.jacquard.testkit;

import io.jacquard.ir.IntList;
import io.jacquard.ir.Op;
import io.jacquard.ir.TensorType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// An operation and operand types with one thing changed.
///
/// @param mistake what kind of mistake that is, if it is one
record Mutant(Op op, List<TensorType> operands, Mistake mistake) {
    /// Kinds of mistakes.
    enum Mistake {
        /// Another dtype: of an operand or in the attributes.
        DTYPE,
        /// Another size or rank: of an operand or in the attributes.
        SHAPE,
        /// Another number of operands.
        COUNT,
        /// Another attribute that is no size, such as a flag or a choice.
        CHOICE
    }

    /// A value changed.
    record Change<T>(T value, Mistake mistake) {
        static <T> Change<T> shape(T value) {
            return new Change<>(value, Mistake.SHAPE);
        }
    }

    /// All mutants of an operation and the types of its operands, each once.
    static Set<Mutant> of(Op op, List<TensorType> operands) {
        Set<Mutant> all = new LinkedHashSet<>();
        for (int i = 0; i < operands.size(); i++) {
            for (Change<TensorType> c : Types.changes(operands.get(i))) {
                operands(op, operands, i, c, all);
            }
        }
        counts(operands).forEach(n -> all.add(new Mutant(op, n, Mistake.COUNT)));
        for (Change<Op> c : Attributes.changes(op)) {
            all.add(new Mutant(c.value(), operands, c.mistake()));
        }
        all.remove(new Mutant(op, operands, Mistake.SHAPE));
        return all;
    }

    // One operand alone, and with it those that are like it: what all have wrong is wrong too.
    private static void operands(
            Op op, List<TensorType> types, int at, Change<TensorType> c, Set<Mutant> all) {
        List<TensorType> one = new ArrayList<>(types);
        one.set(at, c.value());
        all.add(new Mutant(op, List.copyOf(one), c.mistake()));
        TensorType old = types.get(at);
        List<TensorType> alike = types.stream().map(t -> t.equals(old) ? c.value() : t).toList();
        all.add(new Mutant(op, alike, c.mistake()));
        if (c.mistake() == Mistake.DTYPE) {
            List<TensorType> converted =
                    types.stream()
                            .map(t -> t.dtype() == old.dtype() ? t.with(c.value().dtype()) : t)
                            .toList();
            all.add(new Mutant(op, converted, Mistake.DTYPE));
        }
    }

    private static List<List<TensorType>> counts(List<TensorType> operands) {
        List<List<TensorType>> all = new ArrayList<>();
        all.add(List.of());
        TensorType more = operands.isEmpty() ? Types.ANY : operands.getLast();
        for (int i = 0; i <= operands.size(); i++) {
            List<TensorType> longer = new ArrayList<>(operands);
            longer.add(i, more);
            all.add(List.copyOf(longer));
            if (i < operands.size()) {
                List<TensorType> shorter = new ArrayList<>(operands);
                shorter.remove(i);
                all.add(List.copyOf(shorter));
            }
        }
        all.remove(operands);
        return all;
    }

    /// The integers that a number may be mistaken for, hostile ones too.
    static Set<Integer> integers(int value) {
        Set<Integer> all =
                new LinkedHashSet<>(
                        List.of(
                                value - 1,
                                value + 1,
                                0,
                                1,
                                -1,
                                -2,
                                Integer.MAX_VALUE,
                                Integer.MIN_VALUE,
                                1 << 30));
        all.remove(value);
        return all;
    }

    /// The lists that a list may be mistaken for.
    static Set<IntList> lists(IntList list) {
        Set<IntList> all = new LinkedHashSet<>();
        int n = list.size();
        for (int i = 0; i < n; i++) {
            int at = i;
            for (int v : integers(list.at(i))) {
                all.add(IntList.generate(n, k -> k == at ? v : list.at(k)));
            }
            all.add(list.slice(0, i).concat(list.slice(i + 1, n)));
            int other = (i + 1) % n;
            all.add(IntList.generate(n, k -> list.at(k == at ? other : k == other ? at : k)));
            all.add(IntList.generate(n, k -> list.at(k == at ? other : k)));
        }
        all.add(IntList.of());
        for (int v : List.of(0, 1, n, -1, Integer.MAX_VALUE)) {
            all.add(list.concat(IntList.of(v)));
            all.add(IntList.of(v).concat(list));
        }
        all.add(list.concat(list));
        all.remove(list);
        return all;
    }
}

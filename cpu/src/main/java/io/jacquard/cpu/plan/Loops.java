package io.jacquard.cpu.plan;

import io.jacquard.ir.IntList;
import io.jacquard.ir.Shape;
import java.util.ArrayList;
import java.util.List;

/// A loop nest: as few axes as the operands' strides allow, outermost first; the last two are a
/// kernel's rows and columns.
///
/// @param sizes length of each loop
/// @param strides for each operand, elements from one index to the next of each loop
record Loops(IntList sizes, List<IntList> strides) {
    /// The loops over axes of a space.
    ///
    /// @param space sizes of the axes
    /// @param order the axes from the outermost to the innermost
    /// @param operands strides of each operand along the axes of the space
    static Loops of(Shape space, IntList order, List<IntList> operands) {
        List<Integer> sizes = new ArrayList<>();
        List<int[]> steps = new ArrayList<>();
        for (int axis : order.toArray()) {
            int size = space.size(axis);
            if (size == 1) {
                continue;
            }
            int[] step = operands.stream().mapToInt(s -> s.at(axis)).toArray();
            if (!steps.isEmpty() && joins(steps.getLast(), step, size)) {
                sizes.set(sizes.size() - 1, sizes.getLast() * size);
                steps.set(steps.size() - 1, step);
            } else {
                sizes.add(size);
                steps.add(step);
            }
        }
        return made(sizes, steps, operands.size());
    }

    private static boolean joins(int[] outer, int[] inner, int size) {
        for (int i = 0; i < outer.length; i++) {
            if (outer[i] != inner[i] * size) {
                return false;
            }
        }
        return true;
    }

    private static Loops made(List<Integer> sizes, List<int[]> steps, int operands) {
        List<IntList> strides = new ArrayList<>();
        for (int i = 0; i < operands; i++) {
            int operand = i;
            strides.add(IntList.of(steps.stream().mapToInt(s -> s[operand]).toArray()));
        }
        return new Loops(IntList.of(sizes.stream().mapToInt(s -> s).toArray()), strides);
    }

    /// True if some axes of an operand look like one.
    static boolean joins(Shape space, IntList strides, IntList axes) {
        return of(space, axes, List.of(strides)).depth() <= 1;
    }

    /// Number of loops.
    int depth() {
        return sizes.size();
    }

    /// These loops and others inside them.
    Loops around(Loops inner) {
        List<IntList> all = new ArrayList<>();
        for (int i = 0; i < strides.size(); i++) {
            all.add(strides.get(i).concat(inner.strides.get(i)));
        }
        return new Loops(sizes.concat(inner.sizes), all);
    }

    /// These loops but the innermost `count`.
    Loops without(int count) {
        int n = depth() - count;
        return new Loops(sizes.slice(0, n), strides.stream().map(s -> s.slice(0, n)).toList());
    }

    /// The innermost loop alone; one of size 1 if there is none.
    Loops innermost() {
        int n = depth();
        if (n == 0) {
            return new Loops(IntList.of(1), strides.stream().map(_ -> IntList.of(0)).toList());
        }
        return new Loops(
                sizes.slice(n - 1, n), strides.stream().map(s -> s.slice(n - 1, n)).toList());
    }
}

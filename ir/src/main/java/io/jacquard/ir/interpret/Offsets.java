package io.jacquard.ir.interpret;

import io.jacquard.ir.IntList;
import io.jacquard.ir.Shape;

/// Positions in memory for all indices of a box, in row-major order.
final class Offsets {
    private Offsets() {}

    /// `base + sum(index[i] * steps[i])` for each index of the box.
    static int[] affine(int[] sizes, int[] steps, int base) {
        int[] offsets = new int[Shape.of(sizes).elements()];
        if (offsets.length == 0) {
            return offsets;
        }
        offsets[0] = base;
        int block = 1;
        for (int axis = sizes.length - 1; axis >= 0; axis--) {
            for (int i = 1; i < sizes[axis]; i++) {
                int shift = i * steps[axis];
                for (int j = 0; j < block; j++) {
                    offsets[i * block + j] = offsets[j] + shift;
                }
            }
            block *= sizes[axis];
        }
        return offsets;
    }

    /// The offsets along some axes of a dense array, the others at index 0.
    static int[] along(Shape shape, IntList axes) {
        int[] strides = shape.strides();
        return affine(
                axes.stream().map(shape::size).toArray(),
                axes.stream().map(a -> strides[a]).toArray(),
                0);
    }

    /// The axes that are not in the list, in order.
    static IntList others(int rank, IntList axes) {
        return IntList.of(IntList.range(0, rank).stream().filter(a -> !axes.contains(a)).toArray());
    }
}

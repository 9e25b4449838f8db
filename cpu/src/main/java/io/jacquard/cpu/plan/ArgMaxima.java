package io.jacquard.cpu.plan;

import io.jacquard.ir.Literal;
import io.jacquard.ir.Shape;

/// The indices of largest elements: the first of equal ones, the first NaN if there is one.
final class ArgMaxima {
    private ArgMaxima() {}

    /// Finds them along an axis.
    ///
    /// @param x the elements, dense
    /// @param shape their shape
    /// @param axis the axis
    /// @param out i32, dense, without the axis
    static void of(Literal x, Shape shape, int axis, Literal out) {
        int size = shape.size(axis);
        int inner = shape.strides()[axis];
        int results = shape.elements() / Math.max(1, size);
        for (int r = 0; r < results; r++) {
            int first = r / inner * inner * size + r % inner;
            out.setLong(r, best(x, first, inner, size));
        }
    }

    private static int best(Literal x, int first, int step, int size) {
        int best = 0;
        double largest = x.get(first);
        for (int k = 1; k < size && !Double.isNaN(largest); k++) {
            double v = x.get(first + k * step);
            if (v > largest || Double.isNaN(v)) {
                best = k;
                largest = v;
            }
        }
        return best;
    }
}

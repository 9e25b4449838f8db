package io.jacquard.ir.interpret;

import io.jacquard.ir.Creation;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;

/// What operations without operands mean.
final class CreationMeaning {
    private CreationMeaning() {}

    static Cells of(Creation op) {
        return switch (op) {
            case Creation.Constant c -> Cells.of(c.value());
            case Creation.Iota iota -> iota(iota.type(), iota.axis());
        };
    }

    private static Cells iota(TensorType type, int axis) {
        Shape shape = type.shape();
        int[] steps = new int[shape.rank()];
        steps[axis] = 1;
        int[] indices = Offsets.affine(shape.sizes(), steps, 0);
        if (type.dtype().isFloat()) {
            double[] values = new double[indices.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = indices[i];
            }
            return Reals.rounded(type, values);
        }
        long[] values = new long[indices.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = indices[i];
        }
        return Integers.wrapped(type, values);
    }
}

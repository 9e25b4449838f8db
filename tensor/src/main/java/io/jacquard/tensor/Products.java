package io.jacquard.tensor;

import io.jacquard.ir.Contraction.DotGeneral;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Shape;

/// Matrix products of tensors with leading axes.
final class Products {
    private Products() {}

    static Tensor matmul(Tensor left, Tensor right) {
        left.sameTrace(right);
        if (left.rank() < 2 || right.rank() < 2) {
            throw left.error(
                    "matmul",
                    "a side has too few axes",
                    "two axes or more on both sides; use expand or reshape",
                    left,
                    right);
        }
        if (left.size(-1) != right.size(-2)) {
            throw left.error(
                    "matmul",
                    "inner sizes differ: %d and %d".formatted(left.size(-1), right.size(-2)),
                    "left size(-1) = right size(-2); transpose the right operand?",
                    left,
                    right);
        }
        if (right.rank() == 2) {
            int inner = left.rank() - 1;
            return left.dot(contracting(inner, 0), right);
        }
        return batched(left, right);
    }

    private static DotGeneral contracting(int leftAxis, int rightAxis) {
        return new DotGeneral(
                IntList.of(), IntList.of(), IntList.of(leftAxis), IntList.of(rightAxis));
    }

    private static Tensor batched(Tensor left, Tensor right) {
        Shape lead =
                left.broadcast(
                        "matmul", leading(left.shape()), leading(right.shape()), left, right);
        Tensor l = left.broadcastTo(joined(lead, left));
        Tensor r = right.broadcastTo(joined(lead, right));
        IntList batch = IntList.range(0, lead.rank());
        int n = lead.rank();
        return l.dot(new DotGeneral(batch, batch, IntList.of(n + 1), IntList.of(n)), r);
    }

    private static Shape leading(Shape shape) {
        return shape.without(shape.rank() - 2, shape.rank() - 1);
    }

    private static Shape joined(Shape lead, Tensor matrices) {
        IntList own = IntList.of(matrices.size(-2), matrices.size(-1));
        return Tensor.shaped("matmul", IntList.of(lead.sizes()).concat(own).toArray(), matrices);
    }
}

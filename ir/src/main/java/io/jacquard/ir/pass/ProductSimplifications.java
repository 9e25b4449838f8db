package io.jacquard.ir.pass;

import io.jacquard.ir.Contraction.DotGeneral;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.Value;
import java.util.List;
import java.util.Optional;

/// Takes a transpose into the axes of a product, if the other axes keep their order.
final class ProductSimplifications {
    private ProductSimplifications() {}

    static Optional<Value> of(Rewriting into, DotGeneral op, List<Value> operands) {
        Value l = operands.getFirst();
        Value r = operands.getLast();
        return Seen.by(Shaping.Transpose.class, l)
                .filter(t -> keepsOrder(t, op.lhsBatching(), op.lhsContracting()))
                .map(t -> into.add(leftOf(op, t), t.operand(0), r))
                .or(() ->
                        Seen.by(Shaping.Transpose.class, r)
                                .filter(t -> keepsOrder(t, op.rhsBatching(), op.rhsContracting()))
                                .map(t -> into.add(rightOf(op, t), l, t.operand(0))));
    }

    private static boolean keepsOrder(
            Instruction transpose, IntList batching, IntList contracting) {
        IntList free = DotGeneral.free(transpose.result().type(), batching, contracting);
        return origin(transpose, free).isIncreasing();
    }

    private static IntList origin(Instruction transpose, IntList axes) {
        IntList permutation = ((Shaping.Transpose) transpose.op()).permutation();
        return IntList.generate(axes.size(), i -> permutation.at(axes.at(i)));
    }

    private static DotGeneral leftOf(DotGeneral op, Instruction transpose) {
        return new DotGeneral(
                origin(transpose, op.lhsBatching()),
                op.rhsBatching(),
                origin(transpose, op.lhsContracting()),
                op.rhsContracting());
    }

    private static DotGeneral rightOf(DotGeneral op, Instruction transpose) {
        return new DotGeneral(
                op.lhsBatching(),
                origin(transpose, op.rhsBatching()),
                op.lhsContracting(),
                origin(transpose, op.rhsContracting()));
    }
}

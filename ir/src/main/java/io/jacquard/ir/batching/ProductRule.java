package io.jacquard.ir.batching;

import io.jacquard.ir.Contraction.DotGeneral;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Value;
import java.util.List;

/// The rule of the general matrix product: with both operands stacked the examples are a batching
/// axis; with one they are one of its free axes.
final class ProductRule {
    private ProductRule() {}

    static List<Batched> of(Batch b, DotGeneral op, List<Batched> operands) {
        Batched left = operands.getFirst();
        Batched right = operands.getLast();
        if (left.stacked() && right.stacked()) {
            DotGeneral over =
                    new DotGeneral(
                            Rules.withExamples(op.lhsBatching()),
                            Rules.withExamples(op.rhsBatching()),
                            Batch.behind(op.lhsContracting()),
                            Batch.behind(op.rhsContracting()));
            return b.stacked(over, left.value(), right.value());
        }
        Value made =
                b.builder()
                        .add(
                                new DotGeneral(
                                        behind(left, op.lhsBatching()),
                                        behind(right, op.rhsBatching()),
                                        behind(left, op.lhsContracting()),
                                        behind(right, op.rhsContracting())),
                                left.value(),
                                right.value());
        int at =
                left.stacked()
                        ? op.lhsBatching().size()
                        : left.value().type().rank() - op.lhsContracting().size();
        return List.of(Batched.stacked(b.moved(made, at, 0)));
    }

    private static IntList behind(Batched x, IntList axes) {
        return x.stacked() ? Batch.behind(axes) : axes;
    }
}

package io.jacquard.ir.autodiff;

import io.jacquard.ir.Creation;
import io.jacquard.ir.DType;
import io.jacquard.ir.Indexing.Scatter;
import io.jacquard.ir.Indexing.Update;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Ordering;
import io.jacquard.ir.ScatterDimensions;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.List;

/// Rules of the operations that put elements in order: each cotangent goes back to where its
/// element came from.
final class OrderingRules {
    private OrderingRules() {}

    static Rule of(Ordering op) {
        return switch (op) {
            case Ordering.Sort s -> Rule.together((p, wanted) -> sorted(p, s, wanted));
            case Ordering.TopK _ -> Rule.each(p -> largest(p));
        };
    }

    private static List<Value> sorted(Pullback p, Ordering.Sort op, IntList wanted) {
        TensorType counted = p.a().type().with(DType.I32);
        List<Value> operands = new ArrayList<>(p.forward().operands());
        operands.add(p.apply(new Creation.Iota(counted, op.dimension())));
        Value origin = p.builder().append(op, operands).results().getLast();
        return wanted.stream()
                .mapToObj(i -> {
                    Value x = p.forward().operand(i);
                    Value d = p.d(p.forward().results().get(i));
                    return returned(p, x.type(), origin, d, op.dimension());
                })
                .toList();
    }

    private static Value largest(Pullback p) {
        List<Value.Result> results = p.forward().results();
        TensorType type = p.a().type();
        return returned(p, type, results.getLast(), p.d(results.getFirst()), type.rank() - 1);
    }

    // Cotangents put where indices along an axis tell, zeros elsewhere.
    private static Value returned(Pullback p, TensorType to, Value at, Value d, int axis) {
        IntList others =
                IntList.of(IntList.range(0, to.rank()).stream().filter(a -> a != axis).toArray());
        IntList line = IntList.of(axis);
        ScatterDimensions lines =
                new ScatterDimensions(IntList.of(), line, others, others, line, to.rank());
        return p.apply(new Scatter(Update.ADD, lines, false, true), p.zeros(to), at, d);
    }
}

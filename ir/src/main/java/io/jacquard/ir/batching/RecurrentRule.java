package io.jacquard.ir.batching;

import io.jacquard.ir.Recurrent;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.List;

/// The rule of recurrent networks: whole where the weights are the same for all examples.
final class RecurrentRule {
    private RecurrentRule() {}

    static Rule of(Recurrent op) {
        Rule pieces = Rule.decomposed(op);
        return new Rule(
                pieces.way(),
                (b, operands) -> {
                    boolean same =
                            operands.stream().skip(1 + op.states()).noneMatch(Batched::stacked);
                    return same ? whole(b, op, operands) : pieces.meaning().of(b, operands);
                });
    }

    // Examples are more of the batch, the axis before the last.
    private static List<Batched> whole(Batch b, Recurrent op, List<Batched> operands) {
        int batch = Batch.example(operands.getFirst()).shape().size(1);
        List<Value> all = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            Batched x = operands.get(i);
            all.add(i <= op.states() ? joined(b, b.stack(x)) : x.value());
        }
        List<Batched> made = new ArrayList<>();
        for (Value y : b.builder().append(op, all).results()) {
            int axis = y.type().rank() - 2;
            Shape split = y.type().shape().with(axis, b.size()).insert(axis + 1, batch);
            made.add(Batched.stacked(b.moved(b.s().reshape(y, split), axis, 0)));
        }
        return made;
    }

    private static Value joined(Batch b, Value stacked) {
        int axis = stacked.type().rank() - 3;
        Shape one = stacked.type().shape().without(0);
        return b.s().reshape(b.moved(stacked, 0, axis), one.with(axis, one.size(axis) * b.size()));
    }
}

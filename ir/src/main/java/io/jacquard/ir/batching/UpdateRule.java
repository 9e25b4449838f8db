package io.jacquard.ir.batching;

import io.jacquard.ir.Update;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.List;

/// The rule of updates: whole where the numbers of the step are the same for all examples.
final class UpdateRule {
    private UpdateRule() {}

    static Rule of(Update op) {
        Rule pieces = Rule.decomposed(op);
        return new Rule(
                pieces.way(),
                (b, operands) -> {
                    List<Batched> numbers = operands.subList(arrays(op, operands), operands.size());
                    boolean same = numbers.stream().noneMatch(Batched::stacked);
                    return same ? whole(b, op, operands) : pieces.meaning().of(b, operands);
                });
    }

    // The operands that have the parameter's shape: its value, gradient and state.
    private static int arrays(Update op, List<Batched> operands) {
        return 1 + op.infer(operands.stream().map(Batch::example).toList()).size();
    }

    private static List<Batched> whole(Batch b, Update op, List<Batched> operands) {
        int arrays = arrays(op, operands);
        List<Value> all = new ArrayList<>(b.stackAll(operands.subList(0, arrays)));
        operands.subList(arrays, operands.size()).forEach(x -> all.add(x.value()));
        return b.stacked(op, all);
    }
}

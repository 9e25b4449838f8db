package io.jacquard.ir.batching;

import io.jacquard.ir.Function;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.Op;
import io.jacquard.ir.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One walk through instructions that appends what they do to all examples.
final class Replay {
    private final Batch batch;
    private final Map<Value, Batched> values;

    /// @param given what stands for values that the instructions use; any other is itself
    Replay(Batch batch, Map<Value, Batched> given) {
        this.batch = batch;
        this.values = new HashMap<>(given);
    }

    /// What a function does to all examples.
    ///
    /// @param arguments one a parameter
    /// @return one a result
    static List<Batched> of(Batch batch, Function function, List<Batched> arguments) {
        Map<Value, Batched> given = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            given.put(function.parameters().get(i), arguments.get(i));
        }
        Replay made = new Replay(batch, given);
        made.run(function.instructions());
        return made.all(function.results());
    }

    void run(List<Instruction> instructions) {
        for (Instruction i : instructions) {
            List<Batched> operands = all(i.operands());
            List<Batched> made =
                    batch.builder().at(i.site(), () -> applied(batch, i.op(), operands));
            for (int r = 0; r < made.size(); r++) {
                values.put(i.results().get(r), made.get(r));
            }
        }
    }

    List<Batched> all(List<? extends Value> olds) {
        return olds.stream().map(v -> values.getOrDefault(v, Batched.shared(v))).toList();
    }

    private static List<Batched> applied(Batch batch, Op op, List<Batched> operands) {
        if (operands.stream().anyMatch(Batched::stacked)) {
            return Rules.of(op).meaning().of(batch, operands);
        }
        List<Value> shared = operands.stream().map(Batched::value).toList();
        return batch.builder().append(op, shared).results().stream()
                .<Batched>map(Batched::shared)
                .toList();
    }
}

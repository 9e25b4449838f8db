package io.jacquard.ir.pass;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Function;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.Marker;
import io.jacquard.ir.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Removes instructions whose results nobody uses.
final class DeadCode {
    private DeadCode() {}

    static Function apply(Function function) {
        Set<Value> used = used(function);
        Builder builder = new Builder(function.name());
        Map<Value, Value> map = new HashMap<>();
        function.parameters().forEach(p -> map.put(p, builder.parameter(p.name(), p.type())));
        function.instructions().stream()
                .filter(i -> isUsed(i, used))
                .forEach(i -> builder.copy(i, map));
        return builder.build(function.results().stream().map(map::get).toList());
    }

    private static Set<Value> used(Function function) {
        Set<Value> used = new HashSet<>(function.results());
        for (Instruction i : function.instructions().reversed()) {
            if (isUsed(i, used)) {
                used.addAll(i.operands());
            }
        }
        return used;
    }

    private static boolean isUsed(Instruction instruction, Set<Value> used) {
        return instruction.op() instanceof Marker.Tap
                || instruction.results().stream().anyMatch(used::contains);
    }
}

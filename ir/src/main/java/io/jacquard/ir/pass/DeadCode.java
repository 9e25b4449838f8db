package io.jacquard.ir.pass;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Control;
import io.jacquard.ir.Function;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.Marker;
import io.jacquard.ir.Op;
import io.jacquard.ir.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Removes instructions whose results nobody uses, and outputs of scans that nobody uses.
final class DeadCode {
    private DeadCode() {}

    static Function apply(Function function) {
        Set<Value> used = used(function);
        if (isWhole(function, used)) {
            return function;
        }
        Builder builder = new Builder(function.name());
        Map<Value, Value> map = new HashMap<>();
        function.parameters().forEach(p -> map.put(p, builder.parameter(p.name(), p.type())));
        for (Instruction i : function.instructions()) {
            if (isUsed(i, used)) {
                copy(i, used, builder, map);
            }
        }
        return builder.build(function.results().stream().map(map::get).toList());
    }

    // What is inside of an operation is not looked at.
    private static boolean isWhole(Function function, Set<Value> used) {
        for (Instruction i : function.instructions()) {
            if (i.op() instanceof Control || !isUsed(i, used)) {
                return false;
            }
        }
        return true;
    }

    private static void copy(
            Instruction i, Set<Value> used, Builder builder, Map<Value, Value> map) {
        if (!(i.op() instanceof Control op)) {
            builder.copy(i, map);
            return;
        }
        List<Value> operands =
                i.operands().stream().map(v -> Objects.requireNonNull(map.get(v))).toList();
        List<Value.Result> kept =
                op instanceof Control.Scan s
                        ? i.results().stream()
                                .filter(r -> r.index() < s.carries() || used.contains(r))
                                .toList()
                        : i.results();
        List<Value.Result> made = builder.append(shorter(op, kept), operands, i.site()).results();
        for (int r = 0; r < made.size(); r++) {
            map.put(kept.get(r), made.get(r));
        }
    }

    private static Control shorter(Control op, List<Value.Result> kept) {
        return op.map(f ->
                apply(
                        op instanceof Control.Scan && f.results().size() > kept.size()
                                ? with(f, kept)
                                : f));
    }

    private static Function with(Function body, List<Value.Result> kept) {
        Builder b = new Builder(body.name());
        List<Value> parameters = b.parametersOf(body);
        List<Value> results = b.inline(body, parameters);
        return b.build(kept.stream().map(r -> results.get(r.index())).toList());
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

    private static boolean isTapped(Op op) {
        return op instanceof Marker.Tap
                || (op instanceof Control c
                        && c.functions().stream()
                                .flatMap(f -> f.instructions().stream())
                                .anyMatch(i -> isTapped(i.op())));
    }

    private static boolean isUsed(Instruction instruction, Set<Value> used) {
        for (Value.Result r : instruction.results()) {
            if (used.contains(r)) {
                return true;
            }
        }
        return isTapped(instruction.op());
    }
}

package io.jacquard.pjrt;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Control;
import io.jacquard.ir.Function;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.Marker;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A function whose taps are results too, after its own: that is how XLA shows them.
///
/// @param function with the results added
/// @param labels of the taps, in the order in which they run
/// @param hidden labels of taps inside loops and choices, which are not shown
record Taps(Function function, List<String> labels, List<String> hidden) {
    static Taps of(Function function) {
        List<String> labels = new ArrayList<>();
        List<String> hidden = new ArrayList<>();
        for (Instruction i : function.instructions()) {
            if (i.op() instanceof Marker.Tap tap) {
                labels.add(tap.label());
            } else if (i.op() instanceof Control c) {
                c.functions().forEach(f -> inside(f, hidden));
            }
        }
        return new Taps(labels.isEmpty() ? function : shown(function), labels, hidden);
    }

    private static void inside(Function function, List<String> labels) {
        for (Instruction i : function.instructions()) {
            if (i.op() instanceof Marker.Tap tap) {
                labels.add(tap.label());
            } else if (i.op() instanceof Control c) {
                c.functions().forEach(f -> inside(f, labels));
            }
        }
    }

    private static Function shown(Function function) {
        Builder builder = new Builder(function.name());
        List<Value> parameters = builder.parametersOf(function);
        Map<Value, Value> map = new HashMap<>();
        for (int i = 0; i < parameters.size(); i++) {
            map.put(function.parameters().get(i), parameters.get(i));
        }
        List<Value> tapped = new ArrayList<>();
        for (Instruction i : function.instructions()) {
            Instruction copy = builder.copy(i, map);
            if (i.op() instanceof Marker.Tap) {
                tapped.add(copy.results().getFirst());
            }
        }
        List<Value> results = new ArrayList<>();
        function.results().forEach(r -> results.add(map.get(r)));
        results.addAll(tapped);
        return builder.build(results);
    }
}

package io.jacquard.tensor;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Function;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A function recorded inside another one.
///
/// @param function its last parameters stand for what it captured
/// @param captured values of the function around it
record Closure(Function function, List<Value> captured) {
    /// All that some functions captured, each once.
    static List<Value> captured(List<Closure> all) {
        Set<Value> values = new LinkedHashSet<>();
        all.forEach(i -> values.addAll(i.captured));
        return List.copyOf(values);
    }

    /// This function as one that captures more.
    ///
    /// @param more what it captures now
    /// @param passedOn whether it returns what it captures, as the state of a loop
    Function capturing(List<Value> more, boolean passedOn) {
        Builder b = new Builder(function.name());
        List<Value> arguments = new ArrayList<>();
        int own = function.parameters().size() - captured.size();
        function.parameters()
                .subList(0, own)
                .forEach(p -> arguments.add(b.parameter(p.name(), p.type())));
        Map<Value, Value> standIns = new HashMap<>();
        more.forEach(v -> standIns.put(v, b.parameter("captured", v.type())));
        captured.forEach(v -> arguments.add(standIns.get(v)));
        List<Value> results = new ArrayList<>(b.inline(function, arguments));
        if (passedOn) {
            more.forEach(v -> results.add(standIns.get(v)));
        }
        return b.build(results);
    }
}

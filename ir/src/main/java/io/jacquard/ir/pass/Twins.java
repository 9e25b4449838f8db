package io.jacquard.ir.pass;

import io.jacquard.ir.Control;
import io.jacquard.ir.Function;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.Marker;
import io.jacquard.ir.Op;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Puts in place of the functions inside operations the first one that is written the same, so that
/// equal loops are equal operations. Holds the functions of one walk.
final class Twins {
    private final Map<Outline, List<Function>> known = new HashMap<>();

    /// What two functions must share before it is worth looking closer.
    private record Outline(
            List<TensorType> parameters, int instructions, List<TensorType> results) {
        static Outline of(Function f) {
            List<TensorType> parameters = f.parameters().stream().map(Value::type).toList();
            return new Outline(parameters, f.instructions().size(), f.resultTypes());
        }
    }

    /// The operation with the first of equal functions in it.
    Op first(Op op) {
        return op instanceof Control c ? c.map(this::first) : op;
    }

    private Function first(Function f) {
        List<Function> alike = known.computeIfAbsent(Outline.of(f), _ -> new ArrayList<>());
        for (Function other : alike) {
            if (f == other || isSame(f, other)) {
                return other;
            }
        }
        alike.add(f);
        return f;
    }

    private boolean isSame(Function f, Function other) {
        Map<Value, Value> map = new HashMap<>();
        for (int i = 0; i < f.parameters().size(); i++) {
            map.put(f.parameters().get(i), other.parameters().get(i));
        }
        for (int i = 0; i < f.instructions().size(); i++) {
            Instruction a = f.instructions().get(i);
            Instruction b = other.instructions().get(i);
            boolean same =
                    !(a.op() instanceof Marker.Tap)
                            && mapped(map, a.operands()).equals(b.operands())
                            && first(a.op()).equals(first(b.op()));
            if (!same) {
                return false;
            }
            for (int r = 0; r < a.results().size(); r++) {
                map.put(a.results().get(r), b.results().get(r));
            }
        }
        return mapped(map, f.results()).equals(other.results());
    }

    private static List<Value> mapped(Map<Value, Value> map, List<Value> values) {
        return values.stream().map(v -> map.getOrDefault(v, v)).toList();
    }
}

package io.jacquard.ir.text;

import io.jacquard.ir.Function;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.Op;
import io.jacquard.ir.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Prints functions, one instruction a line; functions inside operations are indented.
public final class Printer {
    private final Map<Value, String> names = new HashMap<>();
    private final StringBuilder out = new StringBuilder();

    private Printer() {}

    /// The text of a function, which {@link Parser#parse} reads; it ends with a line feed.
    public static String print(Function function) {
        return new Printer().text(function);
    }

    /// The attributes of an operation as they stand in the text of a function, for example
    /// `{permutation = [1, 0]}`; empty if it has none.
    public static String attributes(Op op) {
        if (op instanceof Record record) {
            return RecordText.print(record);
        }
        throw new IllegalArgumentException(op.name() + " is no record");
    }

    private String text(Function function) {
        out.append("function ").append(Names.written(function.name())).append('(');
        String separator = "";
        for (Value.Parameter p : function.parameters()) {
            String name = "%" + Names.written(p.name());
            names.put(p, name);
            out.append(separator).append(name).append(": ").append(p.type());
            separator = ", ";
        }
        out.append(") {\n");
        int next = 0;
        for (Instruction i : function.instructions()) {
            for (Value.Result r : i.results()) {
                names.put(r, "%" + next++);
            }
            line(i);
        }
        String results = joined(function.results());
        return out.append("  return")
                .append(results.isEmpty() ? "" : " ")
                .append(results)
                .append("\n}\n")
                .toString();
    }

    private void line(Instruction i) {
        out.append("  ").append(joined(i.results())).append(" = ").append(i.op().name());
        if (!i.operands().isEmpty()) {
            out.append(' ').append(joined(i.operands()));
        }
        String attributes = attributes(i.op());
        if (!attributes.isEmpty()) {
            out.append(' ').append(attributes);
        }
        String types =
                i.results().stream().map(v -> "" + v.type()).collect(Collectors.joining(", "));
        out.append(" : ").append(types).append('\n');
    }

    private String joined(List<? extends Value> values) {
        return values.stream()
                .map(v -> names.getOrDefault(v, "%?"))
                .collect(Collectors.joining(", "));
    }
}

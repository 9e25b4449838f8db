package io.jacquard.cpu.plan;

import io.jacquard.cpu.onednn.Bfloat16;
import io.jacquard.cpu.winograd.Winograd;
import io.jacquard.ir.Control;
import io.jacquard.ir.Creation;
import io.jacquard.ir.Function;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Op;
import io.jacquard.ir.Value;
import io.jacquard.runtime.CompileOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All that decides how a function is planned: operations, types, who uses what, the content of
/// constants, lines and layers, which arguments are donated, whether memory is guarded, and
/// settings of the process. Names of parameters do not.
final class Signature {
    private static final long MOST_CONSTANT_BYTES = 16L << 20;
    private static final List<String> SETTINGS = List.of(Bfloat16.PROPERTY, Winograd.PROPERTY);

    private final List<Object> parts = new ArrayList<>();
    private final int hash;
    private long constantBytes;

    private Signature(Function function, CompileOptions options, long guard) {
        parts.add(options.aliases());
        parts.add(guard);
        SETTINGS.forEach(s -> parts.add(System.getProperty(s, "")));
        add(function);
        this.hash = parts.hashCode();
    }

    /// The signature of a function; none if it holds more constants than should be kept, or some in
    /// memory that its owner may free.
    static Optional<Signature> of(Function function, CompileOptions options, long guard) {
        Signature made = new Signature(function, options, guard);
        return made.constantBytes > MOST_CONSTANT_BYTES ? Optional.empty() : Optional.of(made);
    }

    private void add(Function f) {
        Map<Value, Integer> numbers = new HashMap<>();
        parts.add(IntList.of(f.parameters().size(), f.instructions().size()));
        for (Value.Parameter p : f.parameters()) {
            parts.add(p.type());
            numbers.put(p, numbers.size());
        }
        for (Instruction i : f.instructions()) {
            add(i.op());
            parts.add(numbered(i.operands(), numbers));
            parts.add(i.site());
            i.results().forEach(r -> numbers.put(r, numbers.size()));
        }
        parts.add(numbered(f.results(), numbers));
    }

    private static IntList numbered(List<Value> values, Map<Value, Integer> numbers) {
        return IntList.of(values.stream().mapToInt(v -> numbers.getOrDefault(v, -1)).toArray());
    }

    private void add(Op op) {
        switch (op) {
            case Control c -> {
                parts.add(c.getClass());
                parts.add(c.functions().size());
                if (c instanceof Control.Scan s) {
                    parts.add(IntList.of(s.carries(), s.sequences(), s.length()));
                    parts.add(s.reverse());
                }
                c.functions().forEach(this::add);
            }
            case Creation.Constant c -> {
                boolean isOurs = !c.value().segment().isNative();
                constantBytes += isOurs ? c.value().type().bytes() : MOST_CONSTANT_BYTES + 1;
                parts.add(c);
            }
            default -> parts.add(op);
        }
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Signature s && hash == s.hash && parts.equals(s.parts);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}

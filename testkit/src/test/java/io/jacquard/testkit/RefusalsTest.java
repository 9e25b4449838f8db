package io.jacquard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Control;
import io.jacquard.ir.Function;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Op;
import io.jacquard.ir.ShapeException;
import io.jacquard.ir.Site;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import io.jacquard.ir.interpret.Interpreter;
import io.jacquard.testkit.Mutant.Mistake;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RefusalsTest {
    private static final Site SITE = new Site("Net.forward(Net.java:7)", "net.0");

    private final Map<Mistake, Set<String>> refused = new EnumMap<>(Mistake.class);
    private final List<String> failures = new ArrayList<>();
    int mutants, ran, refusals;

    @Test
    void all() {
        Set<String> seen = new HashSet<>();
        Map<String, long[]> times = new LinkedHashMap<>();
        for (OpCase c : BackendConformance.operationCases()) {
            for (Instruction i : c.function().instructions()) {
                String key = i.op() + " " + i.operandTypes().stream().map(TensorType::shape).toList();
                if (!seen.add(key)) continue;
                long t = System.nanoTime();
                for (Mutant m : Mutant.of(i.op(), i.operandTypes())) {
                    check(m, i.operandTypes(), c.arguments());
                }
                times.computeIfAbsent(i.op().name(), _ -> new long[2])[0] += System.nanoTime() - t;
                times.get(i.op().name())[1]++;
            }
        }
        System.out.println(seen.size() + " cases, " + mutants + " mutants, refused " + refusals + ", ran " + ran);
        times.entrySet().stream().sorted((a, b) -> Long.compare(b.getValue()[0], a.getValue()[0])).limit(15).forEach(e -> System.out.println(e.getKey() + " " + e.getValue()[0] / 1000000 + " ms " + e.getValue()[1]));
        for (Mistake k : Mistake.values()) {
            Set<String> names = new TreeSet<>();
            for (Class<?> o : BackendConformanceTest.operations(Op.class, new HashSet<>())) names.add(Op.nameOf(o.asSubclass(Op.class)));
            names.removeAll(refused.getOrDefault(k, Set.of()));
            System.out.println("never refused for " + k + ": " + names);
        }
        System.out.println(failures.size() + " FAILURES");
        Map<String, Integer> kinds = new LinkedHashMap<>();
        for (String f : failures) {
            String k = f.split("\n")[0];
            if (kinds.merge(k, 1, Integer::sum) <= 2) System.out.println(f);
        }
        kinds.forEach((k, n) -> System.out.println(n + " " + k));
    }

    void check(Mutant m, List<TensorType> types, List<Literal> arguments) {
        mutants++;
        Builder b = new Builder("f", () -> SITE);
        List<Value> operands = new ArrayList<>();
        m.operands().forEach(t -> operands.add(b.parameter("x", t)));
        Instruction made;
        try {
            made = b.append(m.op(), operands);
        } catch (ShapeException e) {
            refusals++;
            refused.computeIfAbsent(m.mistake(), _ -> new HashSet<>()).add(m.op().name());
            form(m, e.getMessage());
            return;
        } catch (Throwable e) {
            failures.add(m.op().name() + " infer throws " + e + "\n    " + m.op() + " " + m.operands() + " " + at(e));
            return;
        }
        if (!small(m, made)) return;
        ran++;
        Function f = b.build(made.results());
        List<Literal> given = new ArrayList<>();
        for (int i = 0; i < m.operands().size(); i++) {
            TensorType t = m.operands().get(i);
            boolean own = i < types.size() && t.equals(types.get(i)) && arguments.size() == types.size() && arguments.get(i).type().equals(t);
            given.add(own ? arguments.get(i) : Samples.random(t.dtype(), i, t.shape().sizes()));
        }
        try {
            List<Literal> out = Interpreter.run(f, given);
            assertThat(out.stream().map(Literal::type).toList()).isEqualTo(f.resultTypes());
        } catch (Throwable e) {
            failures.add(m.op().name() + " run throws " + e.getClass() + "\n    " + e.getMessage() + " " + m.op() + " " + m.operands() + " -> " + f.resultTypes() + " " + at(e));
        }
    }

    boolean small(Mutant m, Instruction made) {
        if (m.op() instanceof Control.Scan s && s.length() > 100) return false;
        long n = Stream.concat(m.operands().stream(), made.results().stream().map(Value::type)).mapToLong(t -> t.shape().elements()).sum();
        return n < 3000;
    }

    static String at(Throwable e) { return e.getStackTrace().length == 0 ? "?" : e.getStackTrace()[0] + " " + e.getStackTrace()[1]; }

    void form(Mutant m, String message) {
        String[] lines = message.split("\n", -1);
        boolean ok = lines.length == 4 && lines[0].startsWith("[" + m.op().name() + "] ") && lines[0].length() > m.op().name().length() + 5
                && lines[1].equals("  operands " + m.operands())
                && lines[2].matches("  expected .+; .+")
                && lines[3].equals("  at " + SITE);
        if (!ok) failures.add(m.op().name() + " form: " + (lines.length > 2 ? lines[2] : message) + "\n    " + message);
    }
}

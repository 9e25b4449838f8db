package io.jacquard.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Control;
import io.jacquard.ir.Function;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Op;
import io.jacquard.ir.ShapeException;
import io.jacquard.ir.Site;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Unary;
import io.jacquard.ir.Value;
import io.jacquard.ir.interpret.Interpreter;
import io.jacquard.ir.text.Parser;
import io.jacquard.ir.text.Printer;
import io.jacquard.ir.text.TextException;
import io.jacquard.testkit.Mutant.Mistake;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every operation, with one thing at a time that does not fit: each such instruction is refused
/// while it is built, with the four lines of a {@link ShapeException}, or it is an instruction that
/// the interpreter runs.
class RefusalsTest {
    private static final Site SITE = new Site("Net.forward(Net.java:7)", "net.0");

    // They move or return elements, whatever those are.
    private static final Set<String> OF_ANY_DTYPE =
            Set.of(
                    "arg_max",
                    "arg_min",
                    "broadcast_in_dim",
                    "constant",
                    "convert",
                    "optimization_barrier",
                    "reshape",
                    "reverse",
                    "slice",
                    "sort",
                    "stop_gradient",
                    "tap",
                    "top_k",
                    "transpose");

    // They look at each element by itself, as all of one operand do, or return what they get.
    private static final Set<String> OF_ANY_SHAPE =
            Set.of("constant", "convert", "gelu", "optimization_barrier", "stop_gradient", "tap");

    private static final Set<String> OF_ANY_NUMBER = Set.of("optimization_barrier");

    // One case of those that differ in dtypes alone.
    private static Map<String, List<OpCase>> cases() {
        Set<String> seen = new HashSet<>();
        return BackendConformance.operationCases().stream()
                .filter(c -> c.function().instructions().size() == 1)
                .filter(c -> seen.add(withoutDtypes(c.function().instructions().getFirst())))
                .collect(
                        Collectors.groupingBy(
                                OpCase::group, LinkedHashMap::new, Collectors.toList()));
    }

    private static String withoutDtypes(Instruction i) {
        return i.op() + " " + i.operandTypes().stream().map(TensorType::shape).toList();
    }

    @TestFactory
    Stream<DynamicTest> mistakesAreRefusedAndTheRestRuns() {
        return cases().entrySet().stream()
                .map(g ->
                        DynamicTest.dynamicTest(g.getKey(), () -> check(g.getKey(), g.getValue())));
    }

    private static void check(String name, List<OpCase> cases) {
        Set<Mistake> refused = EnumSet.noneOf(Mistake.class);
        for (OpCase c : cases) {
            Instruction good = c.function().instructions().getFirst();
            for (Mutant m : Mutant.of(good.op(), good.operandTypes())) {
                if (isRefused(m, c)) {
                    refused.add(m.mistake());
                }
            }
        }
        assertThat(refused.contains(Mistake.DTYPE)).isNotEqualTo(OF_ANY_DTYPE.contains(name));
        boolean anyShape = OF_ANY_SHAPE.contains(name) || names(Unary.class).contains(name);
        assertThat(refused.contains(Mistake.SHAPE)).isNotEqualTo(anyShape);
        assertThat(refused.contains(Mistake.COUNT)).isNotEqualTo(OF_ANY_NUMBER.contains(name));
    }

    @Test
    void everyOperationIsHere() {
        assertThat(cases().keySet()).isEqualTo(names(Op.class));
        assertThat(names(Op.class)).containsAll(OF_ANY_DTYPE).containsAll(OF_ANY_SHAPE);
    }

    private static Set<String> names(Class<? extends Op> family) {
        return BackendConformanceTest.operations(family, new HashSet<>()).stream()
                .map(o -> Op.nameOf(o.asSubclass(Op.class)))
                .collect(Collectors.toSet());
    }

    private static boolean isRefused(Mutant m, OpCase c) {
        Builder b = new Builder("f", () -> SITE);
        List<Value> operands = new ArrayList<>();
        m.operands().forEach(t -> operands.add(b.parameter("x", t)));
        try {
            Instruction made = b.append(m.op(), operands);
            if (isSmall(made)) {
                run(b.build(made.results()), m, c.arguments());
            }
            return false;
        } catch (ShapeException e) {
            checkLines(m, "" + e.getMessage());
            checkText(m, "" + e.getMessage());
            return true;
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            throw new AssertionError("%s fails with %s".formatted(m, e), e);
        }
    }

    private static void checkLines(Mutant m, String message) {
        List<String> lines = message.lines().toList();
        assertThat(lines).as(message).hasSize(4);
        assertThat(lines.get(0)).startsWith("[" + m.op().name() + "] ");
        assertThat(lines.get(1)).isEqualTo("  operands " + m.operands());
        assertThat(lines.get(2)).as(message).matches("  expected [^;]+; [^;]+");
        assertThat(lines.get(3)).isEqualTo("  at " + SITE);
    }

    // The same instruction as a text.
    private static void checkText(Mutant m, String message) {
        String names =
                IntStream.range(0, m.operands().size())
                        .mapToObj(i -> "%x" + i)
                        .collect(Collectors.joining(", "));
        String parameters =
                IntStream.range(0, m.operands().size())
                        .mapToObj(i -> "%x" + i + ": " + m.operands().get(i))
                        .collect(Collectors.joining(", "));
        String text =
                "function f(%s) {\n  %%0 = %s %s %s : f32[]\n  return %%0\n}\n"
                        .formatted(parameters, m.op().name(), names, Printer.attributes(m.op()));
        assertThatThrownBy(() -> Parser.parse(text))
                .isInstanceOf(TextException.class)
                .hasMessage("line 2, column 8: " + message.replace("at " + SITE, "at line 2"));
    }

    // What would take memory or time is only built.
    private static boolean isSmall(Instruction made) {
        if (made.op() instanceof Control.Scan s && s.length() > 100) {
            return false;
        }
        return Stream.concat(made.operands().stream(), made.results().stream())
                        .mapToLong(v -> places(v.type()))
                        .sum()
                < 3000;
    }

    // An axis is as long as it is, in an empty array too.
    private static long places(TensorType type) {
        return IntList.of(type.shape().sizes()).stream()
                .mapToLong(n -> Math.max(1, n))
                .reduce(1, (x, y) -> x * y);
    }

    private static void run(Function f, Mutant m, List<Literal> arguments) {
        List<Literal> given = new ArrayList<>();
        for (TensorType t : m.operands()) {
            int i = given.size();
            boolean own = i < arguments.size() && arguments.get(i).type().equals(t);
            given.add(own ? arguments.get(i) : Samples.random(t.dtype(), i, t.shape().sizes()));
        }
        assertThat(Interpreter.run(f, given))
                .as("" + m)
                .extracting(Literal::type)
                .isEqualTo(f.resultTypes());
    }
}

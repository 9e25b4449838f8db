package io.jacquard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.Attention;
import io.jacquard.ir.Builder;
import io.jacquard.ir.Creation;
import io.jacquard.ir.Function;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Op;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.Value;
import io.jacquard.ir.Verifier;
import io.jacquard.ir.autodiff.ReverseMode;
import io.jacquard.ir.batching.BatchAxis;
import io.jacquard.ir.batching.Batching;
import io.jacquard.ir.interpret.Interpreter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class BatchingTest {
    private static final int SIZE = 3;
    private static final Set<String> ROUNDED =
            Set.of(
                    "layer_norm",
                    "rms_norm",
                    "group_norm",
                    "attention_gradient",
                    "rnn",
                    "gru",
                    "lstm",
                    "sgd",
                    "adam");

    private static Stream<DynamicTest> ofEachOperation(Consumer<OpCase> check) {
        Map<String, List<OpCase>> groups = new LinkedHashMap<>();
        BackendConformance.operationCases()
                .forEach(c -> groups.computeIfAbsent(c.group(), _ -> new ArrayList<>()).add(c));
        return groups.entrySet().stream()
                .map(g -> DynamicTest.dynamicTest(g.getKey(), () -> g.getValue().forEach(check)));
    }

    @TestFactory
    Stream<DynamicTest> everyCaseEqualsALoopOverExamples() {
        return ofEachOperation(c -> choices(c.arguments().size()).forEach(s -> check(c, s)));
    }

    // Every choice of the operands that differ from example to example, at most so many.
    private static Stream<IntList> choices(int operands) {
        int all = 1 << Math.min(operands, 3);
        return IntStream.range(1, Math.max(all, 2))
                .mapToObj(bits -> IntList.generate(operands, i -> bits >> (i % 3) & 1));
    }

    private static void check(OpCase c, IntList stacked) {
        agree(SIZE, c, axes(c, stacked, 0), name(c) + stacked);
    }

    private static String name(OpCase c) {
        return c.group() + " " + c.name() + " ";
    }

    // The axis of examples is any, not only the first.
    private static List<BatchAxis> axes(OpCase c, IntList stacked, int more) {
        List<BatchAxis> made = new ArrayList<>();
        for (Literal x : c.arguments()) {
            int axis = (x.elements() + made.size()) % (x.type().rank() + more + 1);
            boolean along = stacked.at(made.size()) == 1;
            made.add(along ? BatchAxis.at(axis) : BatchAxis.none());
        }
        return made;
    }

    // An operation that falls into pieces is rounded between them.
    private static Tolerance tolerance(OpCase c) {
        boolean pieces =
                c.function().instructions().stream()
                        .map(Instruction::op)
                        .anyMatch(op -> ROUNDED.contains(op.name()) || drops(op));
        return pieces ? c.tolerance() : Tolerance.EXACT;
    }

    private static boolean drops(Op op) {
        return op instanceof Attention a && a.drops();
    }

    private static void agree(int size, OpCase c, List<BatchAxis> axes, String what) {
        agree(size, c.function(), c, axes, what);
    }

    private static void agree(int size, Function f, OpCase c, List<BatchAxis> axes, String what) {
        Tolerance tolerance = tolerance(c);
        List<Literal> arguments = c.arguments();
        Function batched = Batching.of(f, size, axes);
        Verifier.check(batched);
        Examples examples = Examples.of(size, arguments, axes);
        List<Literal> made = Interpreter.run(batched, examples.stacked());
        List<List<Literal>> loop =
                examples.examples().stream().map(e -> Interpreter.run(f, e)).toList();
        assertThat(made).hasSameSizeAs(f.results());
        for (int i = 0; i < made.size(); i++) {
            int result = i;
            Literal expected = Examples.along(0, loop.stream().map(r -> r.get(result)).toList());
            ArrayAssert.assertThat(made.get(i))
                    .as("%s result %d", what, i)
                    .isCloseTo(expected, tolerance);
        }
    }

    @TestFactory
    Stream<DynamicTest> everyCaseEqualsALoopWhenNestedTwice() {
        return ofEachOperation(c -> {
            int operands = c.arguments().size();
            for (int first = 0; first < Math.min(operands, 2); first++) {
                int chosen = first;
                IntList inner = IntList.generate(operands, i -> i == chosen ? 1 : 0);
                nested(c, inner, IntList.repeat(1, operands));
                nested(c, inner, IntList.generate(operands, i -> i == chosen ? 0 : 1));
            }
        });
    }

    private static void nested(OpCase c, IntList inner, IntList outer) {
        List<BatchAxis> within = axes(c, inner, 0);
        Function once = Batching.of(c.function(), 2, within);
        List<Literal> pairs = Examples.of(2, c.arguments(), within).stacked();
        OpCase more = new OpCase(c.group(), c.name(), once, pairs, c.tolerance());
        String what = "%s%s in %s".formatted(name(c), inner, outer);
        agree(2, more, axes(more, outer, 0), what);
    }

    @TestFactory
    Stream<DynamicTest> everyGradientEqualsALoop() {
        return ofEachOperation(c -> {
            int operands = c.arguments().size();
            if (hasGradient(c)) {
                Function f = gradients(c);
                List<BatchAxis> all = axes(c, IntList.repeat(1, operands), 0);
                agree(2, f, c, all, "gradient of " + name(c));
            }
        });
    }

    private static boolean hasGradient(OpCase c) {
        return c.function().resultTypes().getFirst().dtype().isFloat()
                && !c.group().equals("while");
    }

    private static Function gradients(OpCase c) {
        Builder b = new Builder("gradients");
        Sugar s = new Sugar(b);
        List<Value> parameters = new ArrayList<>();
        c.function().parameters().forEach(p -> parameters.add(b.parameter("x", p.type())));
        Value y = b.inline(c.function(), parameters).getFirst();
        Value weight =
                b.add(
                        new Creation.Constant(
                                Samples.random(y.type().dtype(), 7, y.type().shape().sizes())));
        Value sum = s.reduce(Reducer.ADD, s.mul(y, weight), IntList.range(0, y.type().rank()));
        IntList floats =
                IntList.of(
                        IntStream.range(0, parameters.size())
                                .filter(i -> parameters.get(i).type().dtype().isFloat())
                                .toArray());
        return ReverseMode.differentiate(b.build(List.of(sum)), floats);
    }

    @Test
    void randomGraphsEqualALoop() {
        for (long seed = 0; seed < 100; seed++) {
            RandomGraphs.Graph g = RandomGraphs.any(seed);
            IntList stacked = IntList.generate(g.arguments().size(), i -> i == 0 ? 0 : 1);
            OpCase c = new OpCase("graph", "", g.function(), g.arguments(), Tolerance.EXACT);
            agree(2, c, axes(c, stacked, 0), "seed " + seed);
        }
    }

    @Test
    void aBatchMayBeEmpty() {
        BackendConformance.operationCases()
                .forEach(c -> {
                    Function f = Batching.of(c.function(), 0);
                    List<Literal> none =
                            f.parameters().stream().map(p -> Literal.zeros(p.type())).toList();
                    assertThat(Interpreter.run(f, none))
                            .as(name(c))
                            .allSatisfy(r -> assertThat(r.type().shape().size(0)).isZero());
                });
    }

    @Test
    void whatIsNotStructuralIsKnown() {
        Map<String, Batching.Way> others = new TreeMap<>();
        for (OpCase c : BackendConformance.operationCases()) {
            c.function()
                    .instructions()
                    .forEach(i -> others.put(i.op().name(), Batching.way(i.op())));
        }
        others.values().removeIf(Batching.Way.STRUCTURAL::equals);
        assertThat(others.values()).containsOnly(Batching.Way.DECOMPOSITION);
        Set<String> known = new HashSet<>(ROUNDED);
        known.addAll(List.of("dropout", "random_bits", "attention"));
        assertThat(others.keySet()).isEqualTo(known);
    }
}

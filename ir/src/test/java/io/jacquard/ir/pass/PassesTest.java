package io.jacquard.ir.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.Binary;
import io.jacquard.ir.Builder;
import io.jacquard.ir.Composite;
import io.jacquard.ir.Contraction.DotGeneral;
import io.jacquard.ir.Control;
import io.jacquard.ir.Creation;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Marker;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Site;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Unary;
import io.jacquard.ir.Value;
import io.jacquard.ir.autodiff.ReverseMode;
import io.jacquard.ir.interpret.Interpreter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PassesTest {
    static final int GRAPHS = 500;
    private static final Map<String, Pass> PASSES =
            Map.of(
                    "simplify", Passes.simplify(),
                    "foldConstants", Passes.foldConstants(Interpreter::run),
                    "commonSubexpressions", Passes.commonSubexpressions(),
                    "deadCode", Passes.deadCode(),
                    "dropStopGradient", Passes.dropStopGradient(),
                    "standard", Passes.standard(),
                    "standard with folding", Passes.standard(Interpreter::run));

    private final Builder b = new Builder("f");
    private final Sugar s = new Sugar(b);
    private final Value x = b.parameter("x", TensorType.of(DType.F32, 2, 3));

    static List<String> names() {
        return PASSES.keySet().stream().sorted().toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    void passesKeepEveryBitOfRandomGraphs(String name) {
        Pass pass = PASSES.get(name);
        for (long seed = 0; seed < GRAPHS; seed++) {
            assertThat(keepsEveryBit(pass, seed)).as("seed %d", seed).isTrue();
        }
    }

    static boolean keepsEveryBit(Pass pass, long seed) {
        Function f = RandomGraph.function(seed);
        Function g = pass.apply(f);
        List<Literal> arguments = RandomGraph.arguments(f, seed);
        return g.resultTypes().equals(f.resultTypes())
                && numbers(g, arguments).equals(numbers(f, arguments));
    }

    @Test
    void everyCompositeOfARandomGraphIsDecomposed() {
        for (long seed = 0; seed < 10; seed++) {
            Function f = RandomGraph.function(seed);
            Function g = Decompose.where(_ -> true).apply(f);

            assertThat(g.instructions()).noneMatch(i -> i.op() instanceof Composite);
            assertThat(g.resultTypes()).isEqualTo(f.resultTypes());
        }
    }

    @Test
    void onlyChosenCompositesAreDecomposed() {
        Value soft = b.add(new Composite.Softmax(0), x);
        Value log = b.add(new Composite.LogSoftmax(0), x);
        Function f = b.build(List.of(soft, log));
        Function g = Decompose.where(c -> c instanceof Composite.Softmax).apply(f);
        Literal argument = Literal.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);

        assertThat(names(g)).doesNotContain("softmax").contains("log_softmax", "exponential");
        assertThat(Interpreter.run(g, List.of(argument)))
                .isEqualTo(Interpreter.run(f, List.of(argument)));
    }

    @Test
    void parametersKeepNamesTypesAndOrderEvenIfUnused() {
        b.parameter("unused", TensorType.of(DType.I32, 4));
        Function g = Passes.standard(Interpreter::run).apply(b.build(List.of(x)));

        assertThat(g.name()).isEqualTo("f");
        assertThat(g.parameters())
                .extracting(Value::toString)
                .containsExactly("%x: f32[2, 3]", "%unused: i32[4]");
    }

    @Test
    void unusedInstructionsGoAndTappedOnesStay() {
        s.exp(x);
        b.add(new Marker.Tap("seen"), b.add(new Unary.Tanh(), x));
        Function g = Passes.deadCode().apply(b.build(List.of(s.neg(x))));

        assertThat(names(g)).containsExactly("tanh", "tap", "negate");
    }

    @Test
    void outputsOfScansThatNobodyUsesGoAndFunctionsInsideAreRewritten() {
        TensorType number = TensorType.of(DType.F32);
        Builder inner = new Builder("step");
        Value carry = inner.parameter("c", number);
        Value x = inner.parameter("x", number);
        Value next = inner.add(new Binary.Add(), carry, x);
        Value unused = inner.add(new Unary.Exponential(), x);
        Function step = inner.build(List.of(next, unused, next));
        Builder b = new Builder("f");
        List<Value> operands =
                List.of(b.parameter("c", number), b.parameter("x", TensorType.of(DType.F32, 3)));
        var results = b.append(new Control.Scan(step, 1, 1, 3, false), operands).results();
        Function f = b.build(List.of(results.get(0), results.get(2)));

        Function made = Passes.standard().apply(f);

        Control.Scan scan = (Control.Scan) made.instructions().getFirst().op();
        assertThat(scan.body().results()).hasSize(2);
        assertThat(scan.body().instructions()).hasSize(1);
        List<Literal> arguments =
                List.of(Literal.scalar(DType.F32, 1), Literal.of(new float[] {1, 2, 3}, 3));
        assertThat(Interpreter.run(made, arguments)).isEqualTo(Interpreter.run(f, arguments));
    }

    @Test
    void functionsKeptWholeForTheirGradientsAreInlined() {
        Builder inner = new Builder("twice");
        Value x = inner.parameter("x", TensorType.of(DType.F32));
        Function twice = inner.build(List.of(inner.add(new Binary.Add(), x, x)));
        Builder b = new Builder("f");
        Value y = b.parameter("y", TensorType.of(DType.F32));
        Function f = b.build(List.of(b.add(new Control.Rematerialize(twice), y)));

        assertThat(Passes.standard().apply(f).instructions())
                .singleElement()
                .matches(i -> i.op() instanceof Binary.Add);
    }

    @Test
    void equalExpressionsAreComputedOnce() {
        Value once = s.mul(s.exp(x), s.like(x, 2));
        Value again = s.mul(s.exp(x), s.like(x, 2));
        Function g = Passes.commonSubexpressions().apply(b.build(List.of(once, again)));

        assertThat(names(g))
                .containsExactly("exponential", "constant", "broadcast_in_dim", "multiply");
        assertThat(g.results().getFirst()).isSameAs(g.results().getLast());
    }

    @Test
    void equalLoopsAreRunOnce() {
        Value once = sums(2, false);
        Value again = sums(2, false);
        Value other = sums(3, false);
        Function g = Passes.standard().apply(b.build(List.of(once, again, other)));

        assertThat(names(g)).filteredOn("scan"::equals).hasSize(2);
        assertThat(g.results().get(0)).isSameAs(g.results().get(1));
    }

    @Test
    void loopsThatShowSomethingStay() {
        Function g = Passes.standard().apply(b.build(List.of(sums(2, true), sums(2, true))));

        assertThat(names(g)).filteredOn("scan"::equals).hasSize(2);
    }

    /// A loop that adds a multiple of each row.
    private Value sums(double factor, boolean tapped) {
        TensorType row = TensorType.of(DType.F32, 3);
        Builder inner = new Builder("step");
        Sugar t = new Sugar(inner);
        Value carry = inner.parameter("c", row);
        Value element = inner.parameter("x", row);
        Value sum = t.add(carry, t.mul(element, t.like(element, factor)));
        Value next = tapped ? inner.add(new Marker.Tap("sum"), sum) : sum;
        Value zero = s.filled(row, 0);
        Control.Scan scan = new Control.Scan(inner.build(List.of(next)), 1, 1, 2, false);
        return b.append(scan, List.of(zero, x)).results().getFirst();
    }

    @Test
    void zerosOfDifferentSignAreDifferentExpressions() {
        Function f = b.build(List.of(s.add(x, s.like(x, 0.0)), s.add(x, s.like(x, -0.0))));

        assertThat(names(Passes.commonSubexpressions().apply(f)))
                .filteredOn("add"::equals)
                .hasSize(2);
    }

    @Test
    void everyTapStays() {
        Value one = b.add(new Marker.Tap("a"), x);
        Value two = b.add(new Marker.Tap("a"), x);
        Function g = Passes.standard().apply(b.build(List.of(one, two)));

        assertThat(names(g)).containsExactly("tap", "tap");
    }

    @Test
    void constantsAreFoldedAndStayRepeatedScalars() {
        Value two = s.like(x, 2);
        Value third = s.div(s.like(x, 1), s.add(two, s.like(x, 1)));
        Function g = Passes.standard(Interpreter::run).apply(b.build(List.of(s.mul(x, third))));

        assertThat(names(g)).containsExactly("constant", "broadcast_in_dim", "multiply");
        assertThat(constant(g)).isEqualTo(Literal.scalar(DType.F32, 1f / 3f));
    }

    @Test
    void smallConstantsAreFolded() {
        Value table = b.add(new Creation.Constant(Literal.of(new float[] {1, 2, 4}, 3)));
        Value column = s.broadcast(s.neg(table), x.type().shape(), IntList.of(1));
        Function g = Passes.standard(Interpreter::run).apply(b.build(List.of(s.add(x, column))));

        assertThat(names(g)).containsExactly("constant", "broadcast_in_dim", "add");
        assertThat(constant(g)).isEqualTo(Literal.of(new float[] {-1, -2, -4}, 3));
    }

    @Test
    void largeConstantsAreNotFolded() {
        float[] many = new float[2000];
        many[7] = 1;
        Value table = b.add(new Creation.Constant(Literal.of(many, 2000)));
        Function f = b.build(List.of(s.exp(table)));

        assertThat(names(Passes.standard(Interpreter::run).apply(f)))
                .containsExactly("constant", "exponential");
    }

    @Test
    void replacementsKeepTheSiteOfWhatTheyReplace() {
        Site site = new Site("Net.forward(Net.java:7)", "head");
        Value half = s.like(x, 4);
        Value y = b.append(new Binary.Divide(), List.of(x, half), site).result();
        Function g = Passes.standard().apply(b.build(List.of(y)));

        assertThat(g.instructions().getLast().op().name()).isEqualTo("multiply");
        assertThat(g.instructions().getLast().site()).isEqualTo(site);
    }

    @Test
    void theGradientsOfASmallNetworkBecomeSmaller() {
        Value w = b.parameter("w", TensorType.of(DType.F32, 3, 4));
        Value y = b.add(DotGeneral.matmul(), x, w);
        Value loss =
                s.reduce(
                        Reducer.ADD,
                        s.mul(b.add(new Composite.LogSoftmax(1), y), -1.0 / 2),
                        IntList.of(0, 1));
        Function f = ReverseMode.differentiate(b.build(List.of(loss)), IntList.of(1));
        Function g = Passes.standard(Interpreter::run).apply(f);

        assertThat(g.instructions()).hasSizeLessThan(f.instructions().size());
    }

    static List<String> names(Function f) {
        return f.instructions().stream().map(i -> i.op().name()).toList();
    }

    private static Literal constant(Function f) {
        return f.instructions().stream()
                .map(Instruction::op)
                .filter(Creation.Constant.class::isInstance)
                .map(op -> ((Creation.Constant) op).value())
                .findFirst()
                .orElseThrow();
    }

    // As boxed doubles, for which NaN equals NaN and the zeros differ.
    private static List<List<Double>> numbers(Function f, List<Literal> arguments) {
        return Interpreter.run(f, arguments).stream()
                .map(l -> Arrays.stream(l.doubles()).boxed().toList())
                .toList();
    }
}

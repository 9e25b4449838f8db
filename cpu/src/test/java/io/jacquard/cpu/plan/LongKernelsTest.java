package io.jacquard.cpu.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.cpu.kernel.KernelSpec;
import io.jacquard.cpu.kernel.MethodLengths;
import io.jacquard.ir.Binary;
import io.jacquard.ir.Builder;
import io.jacquard.ir.Composite;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Op;
import io.jacquard.ir.PoolWindow;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Unary;
import io.jacquard.ir.Value;
import io.jacquard.runtime.Device;
import io.jacquard.testkit.BackendConformance;
import io.jacquard.testkit.OpCase;
import io.jacquard.testkit.Tolerance;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Functions that would make one very long kernel become several that the JIT compiler takes.
class LongKernelsTest {
    private static final int ROWS = 5;
    private static final int COLUMNS = 37;

    private static final int LONGEST = KernelSpec.LONGEST_METHOD;

    /// A named function of one argument.
    record Graph(String name, TensorType type, BiFunction<Sugar, Value, List<Value>> body) {
        Function function() {
            Builder b = new Builder(name);
            Value x = b.parameter("x", type);
            return b.build(body.apply(new Sugar(b), x));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Graph> graphs() {
        List<Graph> all = new ArrayList<>();
        for (DType dtype : List.of(DType.F32, DType.F64, DType.BF16)) {
            TensorType type = TensorType.of(dtype, ROWS, COLUMNS);
            all.add(new Graph("chain of 600 " + dtype, type, (s, x) -> chain(s, x, 600)));
            all.add(new Graph("300 results " + dtype, type, LongKernelsTest::results));
            for (int axis = 0; axis < 2; axis++) {
                int a = axis;
                String name = "along axis %d %s".formatted(axis, dtype);
                all.add(new Graph("passes " + name, type, (s, x) -> passes(s, x, a)));
                all.add(new Graph("sums " + name, type, (s, x) -> sums(s, x, a)));
                if (dtype.bytes() >= 4) {
                    all.add(new Graph("norms " + name, type, (s, x) -> norms(s, x, a)));
                }
            }
            all.add(new Graph("concatenate " + dtype, type, LongKernelsTest::concatenate));
            all.add(new Graph("strided " + dtype, type, LongKernelsTest::strided));
        }
        all.addAll(poolings());
        return all.stream();
    }

    private static List<Graph> poolings() {
        List<Graph> all = new ArrayList<>();
        for (DType dtype : List.of(DType.F32, DType.F64, DType.F16)) {
            for (int size : new int[] {2, 3, 4, 7, 16}) {
                int pad = size / 2;
                PoolWindow window =
                        new PoolWindow(
                                IntList.of(size, size),
                                IntList.of(1, 2),
                                IntList.of(pad, pad),
                                IntList.of(pad, 0));
                TensorType type = TensorType.of(dtype, 1, 17, 18, 2);
                String name = "%dx%d %s".formatted(size, size, dtype);
                all.add(new Graph("max-pool " + name, type, (s, x) -> largest(s, x, window)));
                all.add(new Graph("average-pool " + name, type, (s, x) -> means(s, x, window)));
            }
        }
        return all;
    }

    private static List<Value> largest(Sugar s, Value x, PoolWindow window) {
        Value y = s.builder().add(new Composite.MaxPool(window), x);
        return List.of(y, s.builder().add(new Composite.MaxPoolGradient(window), x, y));
    }

    private static List<Value> means(Sugar s, Value x, PoolWindow window) {
        Value y = s.builder().add(new Composite.AveragePool(window), x);
        Op gradient = new Composite.AveragePoolGradient(window, x.type().shape());
        return List.of(y, s.builder().add(gradient, y));
    }

    private static List<Value> chain(Sugar s, Value first, int length) {
        Builder b = s.builder();
        Value x = first;
        for (int i = 0; i < length; i++) {
            x =
                    switch (i % 4) {
                        case 0 -> s.add(x, first);
                        case 1 -> b.add(new Unary.Negate(), x);
                        case 2 -> b.add(new Binary.Maximum(), x, first);
                        default -> s.mul(x, 0.5);
                    };
        }
        return List.of(x);
    }

    private static List<Value> results(Sugar s, Value first) {
        List<Value> all = new ArrayList<>();
        Value x = first;
        for (int i = 0; i < 300; i++) {
            x = s.sub(first, s.mul(x, 0.25));
            all.add(x);
        }
        return all;
    }

    private static List<Value> passes(Sugar s, Value first, int axis) {
        Value x = first;
        for (int i = 0; i < 100; i++) {
            x = s.sub(x, s.reduceAndRepeat(Reducer.MAXIMUM, x, axis));
        }
        return List.of(x, s.reduce(Reducer.MINIMUM, x, IntList.of(axis)));
    }

    private static List<Value> sums(Sugar s, Value x, int axis) {
        List<Value> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Value y = s.builder().add(new Binary.Maximum(), x, s.like(x, i / 30.0 - 1));
            all.add(s.reduce(Reducer.MINIMUM, y, IntList.of(axis)));
        }
        return all;
    }

    private static List<Value> norms(Sugar s, Value first, int axis) {
        Value x = first;
        for (int i = 0; i < 12; i++) {
            Value centered = s.sub(x, s.reduceAndRepeat(Reducer.MAXIMUM, x, axis));
            Value e = s.builder().add(new Unary.Exponential(), centered);
            x = s.div(e, s.reduceAndRepeat(Reducer.MAXIMUM, e, axis));
        }
        return List.of(x);
    }

    private static List<Value> concatenate(Sugar s, Value x) {
        List<Value> parts = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            parts.add(s.mul(x, 1 + i % 7));
        }
        return s.builder().append(new Shaping.Concatenate(1), parts).results().stream()
                .map(r -> (Value) r)
                .toList();
    }

    private static List<Value> strided(Sugar s, Value x) {
        Value sum = s.builder().add(new Shaping.Transpose(IntList.of(1, 0)), x);
        Value other = s.builder().add(new Shaping.Reverse(IntList.of(0, 1)), sum);
        for (int i = 0; i < 100; i++) {
            Value turned = i % 2 == 0 ? sum : other;
            sum = s.add(turned, s.reduceAndRepeat(Reducer.MAXIMUM, s.mul(other, 0.5), i % 2));
        }
        return List.of(sum);
    }

    private static Tolerance tolerance(DType dtype) {
        return dtype.bytes() == 2 ? Tolerance.BFLOAT16 : Tolerance.ELEMENTWISE;
    }

    private static Literal argument(TensorType type) {
        Random random = new Random(1);
        Literal x = Literal.zeros(type);
        for (int i = 0; i < x.elements(); i++) {
            x.set(i, random.nextGaussian());
        }
        return x;
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void noMethodIsTooLong(Graph graph) {
        Grouping grouping = Grouping.of(Rewrites.of(graph.function()));
        List<Group> groups =
                grouping.units().stream()
                        .filter(u -> u instanceof Unit.Fused)
                        .flatMap(u -> ((Unit.Fused) u).groups().stream())
                        .filter(g ->
                                g.members().stream().anyMatch(m -> m.result().slot().isNeeded()))
                        .toList();
        for (Group g : groups) {
            KernelSpec spec = GroupKernel.of(g).spec();
            assertThat(MethodLengths.longest(spec, 0)).isLessThanOrEqualTo(LONGEST);
            assertThat(MethodLengths.longest(spec, MethodLengths.lanes()))
                    .isLessThanOrEqualTo(LONGEST);
        }
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void theKernelsGiveWhatTheInterpreterGives(Graph graph) {
        try (Device device = Device.open("cpu")) {
            BackendConformance.of(device)
                    .check(
                            new OpCase(
                                    graph.name(),
                                    "long",
                                    graph.function(),
                                    List.of(argument(graph.type())),
                                    tolerance(graph.type().dtype())));
        }
    }
}

package io.jacquard.testkit;

import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.interpret.Interpreter;
import io.jacquard.runtime.Buffer;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.Device;
import io.jacquard.runtime.Executable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/// What every backend must do: the cases of every operation and of random graphs, compared with the
/// interpreter, their gradients, compared with the interpreter's in f64, and the contract of
/// devices, buffers and executables.
///
/// A backend's tests hold one class with one method:
///
/// {@snippet :
/// @TestFactory
/// Stream<DynamicNode> conforms() {
///     return BackendConformance.of(Device.open("cpu")).tests();
/// }
/// }
public final class BackendConformance {
    private static final int GRAPHS = 60;

    private final Device device;

    private BackendConformance(Device device) {
        this.device = device;
    }

    /// The tests of a device, which is closed when they have run.
    public static BackendConformance of(Device device) {
        return new BackendConformance(device);
    }

    /// Cases of all operations, one operation at a time.
    public static List<OpCase> operationCases() {
        List<OpCase> cases = new ArrayList<>();
        cases.addAll(ElementwiseCases.all());
        cases.addAll(ShapingCases.all());
        cases.addAll(IndexingCases.all());
        cases.addAll(OrderingCases.all());
        cases.addAll(ReductionCases.all());
        cases.addAll(WindowedCases.all());
        cases.addAll(ContractionCases.all());
        cases.addAll(ControlCases.all());
        cases.addAll(UpdateCases.all());
        cases.addAll(CompositeCases.all());
        cases.addAll(NormalizationCases.all());
        cases.addAll(SequenceCases.all());
        return cases;
    }

    /// Cases of graphs of many operations; their errors stay small on the way.
    public static List<OpCase> graphCases() {
        Tolerance tolerance = new Tolerance("GRAPH", 1e-4, 1e-5, Tolerance.Scale.LARGEST);
        return LongStream.range(0, GRAPHS)
                .mapToObj(seed -> {
                    RandomGraphs.Graph g = RandomGraphs.smooth(seed);
                    return new OpCase(
                            "random graphs",
                            "seed " + seed,
                            g.function(),
                            g.arguments(),
                            tolerance);
                })
                .toList();
    }

    /// The gradients of all operation cases that have one, by vector-Jacobian products with random
    /// cotangents.
    public static List<GradientCase> gradientCases() {
        return operationCases().stream().flatMap(c -> GradientCase.of(c).stream()).toList();
    }

    /// The gradients of the gradients in f32, at numbers of moderate size.
    public static List<GradientCase> secondGradientCases() {
        return gradientCases().stream()
                .filter(GradientCase::isModerate)
                .flatMap(c -> c.again().stream())
                .toList();
    }

    /// The tests, for a method with JUnit's `@TestFactory`.
    public Stream<DynamicNode> tests() {
        Map<String, List<DynamicTest>> groups = new LinkedHashMap<>();
        Stream.concat(operationCases().stream(), graphCases().stream())
                .forEach(c -> add(groups, c, () -> check(c)));
        Stream.concat(gradientCases().stream(), secondGradientCases().stream())
                .forEach(c -> add(groups, c.program(), () -> check(c)));
        groups.put("device", new DeviceContract(device).tests());
        List<DynamicNode> nodes = new ArrayList<>();
        groups.forEach((name, tests) -> nodes.add(DynamicContainer.dynamicContainer(name, tests)));
        return nodes.stream().onClose(device::close);
    }

    /// The tests of operations over two examples at once, by the batching rules.
    ///
    /// @param of one case of so many is taken; 1 for all
    public Stream<DynamicTest> batchedTests(int of) {
        List<OpCase> all = operationCases();
        Map<String, List<OpCase>> groups = new LinkedHashMap<>();
        for (int i = 0; i < all.size(); i += of) {
            groups.computeIfAbsent(all.get(i).group(), _ -> new ArrayList<>()).add(all.get(i));
        }
        return groups.entrySet().stream()
                .map(g ->
                        DynamicTest.dynamicTest(
                                g.getKey(), () -> g.getValue().forEach(c -> check(c.twice()))))
                .onClose(device::close);
    }

    private static void add(
            Map<String, List<DynamicTest>> groups,
            OpCase c,
            org.junit.jupiter.api.function.Executable check) {
        List<DynamicTest> group = groups.computeIfAbsent(c.group(), _ -> new ArrayList<>());
        String name = "%d %s".formatted(group.size() + 1, c.name());
        group.add(DynamicTest.dynamicTest(name, check));
    }

    /// Runs a case and compares its results with the interpreter's; runs it once more and compares
    /// bits.
    ///
    /// @throws AssertionError if they differ
    public void check(OpCase c) {
        check(c, Interpreter.run(c.function(), c.arguments()));
    }

    /// Runs a gradient program and compares its results with the interpreter's in f64; runs it once
    /// more and compares bits.
    ///
    /// @throws AssertionError if they differ
    public void check(GradientCase c) {
        check(c.program(), c.expected());
    }

    private void check(OpCase c, List<Literal> expected) {
        try (Executable e = device.compile(c.function(), CompileOptions.standard())) {
            List<Literal> first = run(device, e, c.arguments(), c.function().resultTypes());
            List<Literal> second = run(device, e, c.arguments(), c.function().resultTypes());
            for (int i = 0; i < expected.size(); i++) {
                String where = "%s, %s, result %d".formatted(c.group(), c.name(), i);
                ArrayAssert.assertThat(first.get(i))
                        .as(where)
                        .isCloseTo(expected.get(i), c.tolerance());
                ArrayAssert.assertThat(second.get(i))
                        .as(where + ", second run")
                        .isExactly(first.get(i));
            }
        }
    }

    /// Runs an executable on new buffers, which are closed again.
    ///
    /// @param arguments one a parameter
    /// @param results types of the results
    static List<Literal> run(
            Device device, Executable e, List<Literal> arguments, List<TensorType> results) {
        List<Buffer> in = new ArrayList<>();
        List<Buffer> out = new ArrayList<>();
        try {
            for (Literal x : arguments) {
                Buffer buffer = device.allocate(x.type());
                in.add(buffer);
                buffer.write(x.segment());
            }
            results.forEach(t -> out.add(device.allocate(t)));
            e.run(in, out);
            for (int i = 0; i < in.size(); i++) {
                ArrayAssert.assertThat(in.get(i).literal())
                        .as("argument %d after the run", i)
                        .isExactly(arguments.get(i));
            }
            return out.stream().map(Buffer::literal).toList();
        } finally {
            in.forEach(Buffer::close);
            out.forEach(Buffer::close);
        }
    }
}

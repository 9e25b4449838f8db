package io.jacquard.testkit;

import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.Literal;
import io.jacquard.ir.interpret.Interpreter;
import io.jacquard.ir.pass.Passes;
import io.jacquard.ir.text.Printer;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.Device;
import io.jacquard.runtime.Executable;
import java.util.ArrayList;
import java.util.List;

/// Whether random graphs of any operations give the same on the interpreter, after the passes and
/// on a device.
///
/// Passes have to keep every bit. A device rounds otherwise, and graphs may amplify that: each
/// element may be as far away as it moves when all roundings are changed a little, in a few seeded
/// ways, and in many more before the device is called wrong. An element that then becomes another
/// kind of number, or another integer, is not compared.
///
/// {@snippet :
/// GraphAgreement agreement = GraphAgreement.of(device);
/// agreement.check(RandomGraphs.any(seed));
/// }
public final class GraphAgreement {
    private static final int CHANGES = 4;
    private static final int MORE_CHANGES = 64;
    private static final int MARGIN = 8;
    private static final double LOST = 1000;

    private final Device device;
    private final boolean flushes;
    private long compared;
    private long unstable;

    private GraphAgreement(Device device, boolean flushes) {
        this.device = device;
        this.flushes = flushes;
    }

    /// Agreement with a device, which stays open.
    public static GraphAgreement of(Device device) {
        return new GraphAgreement(device, false);
    }

    /// Agreement with a device, which stays open, that may take subnormal numbers of f64, f32 and
    /// bf16 for 0, as XLA does on processors: it may be as far away as the least normal number, and
    /// where what follows from a 0 differs, it is not compared.
    public static GraphAgreement ofFlushing(Device device) {
        return new GraphAgreement(device, true);
    }

    /// The part of all elements so far that had to be nearer than their own size, from 0 to 1.
    public double share() {
        return compared / (double) Math.max(1, compared + unstable);
    }

    /// Compares the results of a graph.
    ///
    /// @throws AssertionError if they differ; shows the smallest part of the graph that does
    public void check(RandomGraphs.Graph graph) {
        try {
            compare(graph);
        } catch (AssertionError | RuntimeException e) {
            Function part =
                    RandomGraphs.shrunk(
                            graph.function(),
                            f -> isWrong(new RandomGraphs.Graph(f, graph.arguments())));
            throw new AssertionError(
                    "%s%nin%n%s".formatted(e.getMessage(), Printer.print(part)), e);
        }
    }

    private boolean isWrong(RandomGraphs.Graph graph) {
        try {
            compare(graph);
            return false;
        } catch (AssertionError | RuntimeException e) {
            return true;
        }
    }

    private void compare(RandomGraphs.Graph graph) {
        Function f = graph.function();
        List<Literal> expected = Interpreter.run(f, graph.arguments());
        Function passed = Passes.standard(Interpreter::run).apply(f);
        List<Literal> after = Interpreter.run(passed, graph.arguments());
        for (int i = 0; i < expected.size(); i++) {
            ArrayAssert.assertThat(after.get(i))
                    .as("%s, result %d after the passes", f.name(), i)
                    .isExactly(expected.get(i));
        }
        List<Literal> actual;
        try (Executable e = device.compile(f, CompileOptions.standard())) {
            actual = BackendConformance.run(device, e, graph.arguments(), f.resultTypes());
        }
        try {
            compare(graph, expected, actual, CHANGES);
        } catch (AssertionError e) {
            compare(graph, expected, actual, MORE_CHANGES);
        }
    }

    private void compare(
            RandomGraphs.Graph graph, List<Literal> expected, List<Literal> actual, int changes) {
        Function f = graph.function();
        List<List<Literal>> changed = new ArrayList<>();
        for (int seed = 0; seed < changes; seed++) {
            changed.add(Interpreter.run(Perturbation.of(f, seed), graph.arguments()));
            if (flushes) {
                Function flushing = Perturbation.flushing(f, seed);
                changed.add(Interpreter.run(flushing, graph.arguments()));
            }
        }
        for (int i = 0; i < expected.size(); i++) {
            int result = i;
            List<Literal> near = changed.stream().map(r -> r.get(result)).toList();
            String where = "%s, result %d on the device".formatted(f.name(), i);
            compare(where, expected.get(i), actual.get(i), near);
        }
    }

    private void compare(String where, Literal expected, Literal actual, List<Literal> near) {
        if (!actual.type().equals(expected.type())) {
            throw new AssertionError(
                    "%s: expected an array %s but was %s"
                            .formatted(where, expected.type(), actual.type()));
        }
        for (int i = 0; i < expected.elements(); i++) {
            double allowed = allowed(expected, i, near);
            double e = expected.get(i);
            if (Double.isNaN(allowed)) {
                unstable++;
                continue;
            }
            if (allowed > Math.abs(e)) {
                unstable++;
            } else {
                compared++;
            }
            double a = actual.get(i);
            boolean same = Double.compare(a, e) == 0 || Math.abs(a - e) <= allowed;
            if (!same) {
                throw new AssertionError(
                        "%s: element %d of %s: expected %s but was %s, allowed %s"
                                .formatted(where, i, expected.type(), e, a, allowed));
            }
        }
    }

    /// How far an element may be away; NaN if it cannot be compared.
    private double allowed(Literal expected, int i, List<Literal> near) {
        DType dtype = expected.type().dtype();
        double e = expected.get(i);
        double spread = 0;
        for (Literal other : near) {
            double o = other.get(i);
            boolean same = Double.compare(o, e) == 0;
            boolean finite = dtype.isFloat() && Double.isFinite(o) && Double.isFinite(e);
            if (!same && !finite) {
                return Double.NaN;
            }
            spread = finite ? Math.max(spread, Math.abs(o - e)) : spread;
        }
        if (spread > LOST * (1 + Math.abs(e))) {
            return Double.NaN;
        }
        double smallest = flushes ? Perturbation.leastNormal(dtype) : 0;
        double rounding =
                Perturbation.step(dtype) * Math.abs(e) + Math.max(smallest, smallest(dtype));
        return Double.isFinite(e) ? MARGIN * spread + rounding : 0;
    }

    private static double smallest(DType dtype) {
        return switch (dtype) {
            case F64 -> 8 * Double.MIN_VALUE;
            case F32 -> 8 * Float.MIN_VALUE;
            case BF16 -> 0x1p-130;
            case F16 -> 0x1p-23;
            case I8, I32, I64, U8, U32, BOOL -> 0;
        };
    }
}

package io.jacquard.cpu.plan;

import io.jacquard.ir.Attention;
import io.jacquard.ir.AttentionGradient;
import io.jacquard.ir.Composite;
import io.jacquard.ir.Contraction;
import io.jacquard.ir.Elementwise;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.Reduction;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Site;
import io.jacquard.ir.Value;
import io.jacquard.ir.Windowed;
import io.jacquard.ir.autodiff.ConvolutionRole;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What an item computes, as a person reads it.
///
/// @param kind one of those of {@link io.jacquard.runtime.Profile.Item}, or empty
/// @param name operations and shapes
/// @param source layers or lines where the operations were traced
/// @param operations on numbers, a run
record Work(String kind, String name, String source, long operations) {
    private static final int MOST_NAMES = 6;
    private static final int MOST_SOURCES = 3;

    /// The work of a kernel.
    static Work of(Group group) {
        List<Instruction> all = group.members().stream().map(Group.Member::instruction).toList();
        List<String> names = all.stream().map(i -> i.op().name()).distinct().toList();
        String name = "%s over %s".formatted(few(names, MOST_NAMES), group.space());
        return new Work("kernel", name, source(all), all.stream().mapToLong(Work::cost).sum());
    }

    /// The work of a product.
    static Work of(Unit.Product p) {
        Instruction i = p.instruction();
        int more = (p.bias().isPresent() ? 1 : 0) + (p.relu() ? 1 : 0);
        String end = (p.bias().isPresent() ? " + bias" : "") + (p.relu() ? ", relu" : "");
        long extra = more * elements(p.result());
        return switch ((Contraction) i.op()) {
            case Contraction.DotGeneral _ ->
                    new Work(
                            "matmul",
                            "%s x %s%s".formatted(p.lhs().shape(), p.rhs().shape(), end),
                            source(List.of(i)),
                            2 * elements(p.result()) * p.lhs().shape().size(-1) + extra);
            case Contraction.Convolution _ ->
                    new Work(
                            "convolution",
                            convolution(p) + end,
                            source(List.of(i)),
                            operations(ConvolutionRole.of(i), p) + extra);
        };
    }

    private static String convolution(Unit.Product p) {
        return switch (ConvolutionRole.of(p.instruction())) {
            case ConvolutionRole.Forward f ->
                    "%s * %s".formatted(f.data().type().shape(), f.kernel().type().shape());
            case ConvolutionRole.InputGradient g ->
                    "by data %s, %s".formatted(p.result().shape(), g.kernel().type().shape());
            case ConvolutionRole.KernelGradient g ->
                    "by weights %s, %s".formatted(g.data().type().shape(), p.result().shape());
            case ConvolutionRole.Other _ -> p.instruction().op().name();
        };
    }

    private static long operations(ConvolutionRole role, Unit.Product p) {
        return switch (role) {
            case ConvolutionRole.Forward f ->
                    convolved(p.result().shape(), f.kernel().type().shape());
            case ConvolutionRole.InputGradient g ->
                    convolved(g.gradient().type().shape(), g.kernel().type().shape());
            case ConvolutionRole.KernelGradient g ->
                    convolved(g.gradient().type().shape(), p.result().shape());
            case ConvolutionRole.Other _ -> 0;
        };
    }

    private static long convolved(Shape out, Shape kernel) {
        return 2L * out.elements() * (kernel.elements() / Math.max(1, kernel.size(-1)));
    }

    /// The kind, or that of the item if what is computed does not say.
    String kind(String ofItem) {
        return kind.isEmpty() ? ofItem : kind;
    }

    /// The work of an operation with code of its own.
    static Work of(Unit.Single s) {
        Instruction i = s.instruction();
        Place first = s.operands().isEmpty() ? s.results().getFirst() : s.operands().getFirst();
        return new Work(
                kind(i),
                "%s of %s".formatted(i.op().name(), first.type()),
                source(List.of(i)),
                cost(i));
    }

    private static String kind(Instruction i) {
        return switch (i.op()) {
            case Composite.Pool _, Windowed _ -> "pool";
            case Attention _, AttentionGradient _ -> "attention";
            case io.jacquard.ir.Indexing _ -> "indexing";
            case io.jacquard.ir.Shaping _, Elementwise.BitcastConvert _ -> "copy";
            default -> "";
        };
    }

    /// The work of items that run in one phase.
    static Work together(List<Work> all) {
        return new Work(
                "",
                all.stream().map(Work::name).collect(Collectors.joining(" | ")),
                few(named(all.stream().map(Work::source)), MOST_SOURCES),
                all.stream().mapToLong(Work::operations).sum());
    }

    /// The work of a copy.
    static Work copy(Place from) {
        return new Work("copy", "of " + from.type(), "", 0);
    }

    private static long cost(Instruction i) {
        return switch (i.op()) {
            case Elementwise _ -> elements(i);
            case Attention a -> attended(a, i, 2);
            case AttentionGradient g -> attended(g.forward(), i, 5);
            case Reduction _ -> i.operandTypes().getFirst().shape().elements();
            case Composite.Pool p -> {
                long window = p.window().sizes().stream().reduce(1, (a, b) -> a * b);
                yield window * Math.min(elements(i), i.operandTypes().getLast().shape().elements());
            }
            default -> 0;
        };
    }

    // Products of queries and keys, or of what has these sizes; causal, half of each is left out.
    private static long attended(Attention op, Instruction i, int products) {
        long heads = i.operandTypes().getFirst().shape().elements();
        long all = 2L * products * heads * i.operandTypes().get(1).shape().size(2);
        return op.causal() ? all / 2 : all;
    }

    private static long elements(Instruction i) {
        return i.results().stream().map(Value::type).mapToLong(t -> t.shape().elements()).sum();
    }

    private static long elements(Place p) {
        return p.shape().elements();
    }

    private static String source(List<Instruction> all) {
        List<Site> sites = all.stream().map(Instruction::site).distinct().toList();
        List<String> layers = named(sites.stream().map(Site::layer));
        return few(layers.isEmpty() ? named(sites.stream().map(Site::line)) : layers, MOST_SOURCES);
    }

    private static List<String> named(Stream<String> names) {
        return names.filter(n -> !n.isEmpty()).distinct().toList();
    }

    private static String few(List<String> names, int most) {
        String shown = names.stream().limit(most).collect(Collectors.joining(", "));
        return names.size() > most ? "%s and %d more".formatted(shown, names.size() - most) : shown;
    }
}

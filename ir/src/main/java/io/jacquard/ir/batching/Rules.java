package io.jacquard.ir.batching;

import io.jacquard.ir.Composite;
import io.jacquard.ir.Contraction;
import io.jacquard.ir.Control;
import io.jacquard.ir.Creation;
import io.jacquard.ir.Elementwise;
import io.jacquard.ir.Fft;
import io.jacquard.ir.Indexing;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Marker;
import io.jacquard.ir.Op;
import io.jacquard.ir.Ordering;
import io.jacquard.ir.Reduction;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.Windowed;
import java.util.List;
import java.util.stream.IntStream;

/// The rule of every operation, found by its family.
final class Rules {
    private Rules() {}

    static Rule of(Op op) {
        return switch (op) {
            case Creation c -> Rule.over(c);
            case Elementwise e -> Rule.over(e);
            case Shaping s -> ShapingRules.of(s);
            case Indexing i -> IndexingRules.of(i);
            case Fft f -> Rule.over(f);
            case Ordering.Sort s ->
                    Rule.over(new Ordering.Sort(s.dimension() + 1, s.keys(), s.descending()));
            case Ordering.TopK t -> Rule.over(t);
            case Contraction.DotGeneral d -> Rule.structural((b, x) -> ProductRule.of(b, d, x));
            case Contraction.Convolution c ->
                    Rule.structural((b, x) -> new ConvolutionRule(b, c).of(x));
            case Reduction r -> reduction(r);
            case Windowed w -> windowed(w);
            case Composite c -> CompositeRules.of(c);
            case Marker m -> Rule.structural((b, x) -> marked(b, m, x));
            case Control c -> ControlRules.of(c);
        };
    }

    private static Rule reduction(Reduction op) {
        return Rule.over(
                switch (op) {
                    case Reduction.Reduce r ->
                            new Reduction.Reduce(r.reducer(), Batch.behind(r.dimensions()));
                    case Reduction.ArgMax a -> new Reduction.ArgMax(a.dimension() + 1);
                    case Reduction.ArgMin a -> new Reduction.ArgMin(a.dimension() + 1);
                    case Reduction.Cumulative c ->
                            new Reduction.Cumulative(c.reducer(), c.dimension() + 1, c.reverse());
                });
    }

    private static Rule windowed(Windowed op) {
        return Rule.over(
                switch (op) {
                    case Windowed.ReduceWindow r ->
                            new Windowed.ReduceWindow(
                                    r.reducer(),
                                    behind(r.window()),
                                    Batch.before(1, r.baseDilations()),
                                    Batch.before(1, r.windowDilations()));
                    case Windowed.SelectAndScatter s ->
                            new Windowed.SelectAndScatter(behind(s.window()));
                });
    }

    private static Windowed.Window behind(Windowed.Window w) {
        return new Windowed.Window(
                Batch.before(1, w.dimensions()),
                Batch.before(1, w.strides()),
                Batch.before(0, w.low()),
                Batch.before(0, w.high()));
    }

    // What goes in comes out: shared operands stay shared. A tap shows all examples, stacked.
    private static List<Batched> marked(Batch b, Marker op, List<Batched> operands) {
        List<Batched> made = b.stacked(op, operands.stream().map(Batched::value).toList());
        return IntStream.range(0, made.size())
                .mapToObj(i -> new Batched(made.get(i).value(), operands.get(i).stacked()))
                .toList();
    }

    /// A list of axes with the axis of examples before them.
    static IntList withExamples(IntList axes) {
        return Batch.before(0, Batch.behind(axes));
    }
}

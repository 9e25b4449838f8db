package io.jacquard.ir.autodiff;

import static io.jacquard.ir.autodiff.Rule.Nothing.NOTHING;
import static io.jacquard.ir.autodiff.Rule.each;

import io.jacquard.ir.Composite.Embedding;
import io.jacquard.ir.Indexing;
import io.jacquard.ir.Indexing.Gather;
import io.jacquard.ir.Indexing.Scatter;
import io.jacquard.ir.Indexing.Update;
import io.jacquard.ir.IntList;
import io.jacquard.ir.ScatterDimensions;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.List;

/// Rules of the operations that read or write at computed positions: what reads passes its
/// cotangents to the places it read, what writes reads them where it wrote.
final class IndexingRules {
    private IndexingRules() {}

    static Rule of(Indexing op) {
        return switch (op) {
            case Indexing.DynamicSlice _ -> each(p -> written(p, p.zeros(p.a().type()), p.d(), 1));
            case Indexing.DynamicUpdateSlice _ ->
                    each(p -> written(p, p.d(), p.zeros(p.b().type()), 2), p -> read(p));
            case Gather g -> each(p -> scattered(p, g, p.d()));
            case Scatter s -> of(s);
        };
    }

    private static Rule of(Scatter op) {
        return switch (op.updateComputation()) {
            case ADD -> each(p -> p.d(), NOTHING, p -> new ScatterRule(p, op).read(p.d(), 0));
            case SET ->
                    each(
                            p -> new ScatterRule(p, op).kept(),
                            NOTHING,
                            p -> new ScatterRule(p, op).last());
            case MULTIPLY ->
                    each(
                            p -> new ScatterRule(p, op).product(),
                            NOTHING,
                            p -> new ScatterRule(p, op).factor());
            case MAXIMUM, MINIMUM ->
                    each(
                            p -> new ScatterRule(p, op).sharedByArray(),
                            NOTHING,
                            p -> new ScatterRule(p, op).sharedByUpdates());
        };
    }

    // An update of an array where the forward instruction read or wrote; its starts are the
    // operands from a position on.
    private static Value written(Pullback p, Value array, Value update, int starts) {
        List<Value> operands = new ArrayList<>(List.of(array, update));
        operands.addAll(rest(p, starts));
        return p.builder().append(new Indexing.DynamicUpdateSlice(), operands).result();
    }

    private static Value read(Pullback p) {
        List<Value> operands = new ArrayList<>(List.of(p.d()));
        operands.addAll(rest(p, 2));
        IntList sizes = IntList.of(p.b().type().shape().sizes());
        return p.builder().append(new Indexing.DynamicSlice(sizes), operands).result();
    }

    private static List<Value> rest(Pullback p, int from) {
        return p.forward().operands().subList(from, p.forward().operands().size());
    }

    /// The gradient of a table: that of the gather that reads it, 0 for the row of padding.
    static Value table(Pullback p, Embedding op) {
        Gather read = Gather.along(p.a().type().shape(), 0, p.b().type().rank());
        if (op.paddingIndex() == Embedding.NO_PADDING) {
            return scattered(p, read, p.d());
        }
        Value padded = op.padded(p.s(), p.a(), p.b());
        return scattered(p, read, p.s().select(padded, p.zeros(p.d().type()), p.d()));
    }

    // A gather moves starts to where slices fit, a scatter does not: they are moved before.
    private static Value scattered(Pullback p, Gather op, Value updates) {
        StartIndices starts = new StartIndices(p.s(), p.b(), op.dimensionNumbers());
        IntList last = starts.perIndex(a -> p.a().type().shape().size(a) - op.sliceSizes().at(a));
        Value fitted = starts.between(last.stream().map(_ -> 0).toArray(), last.toArray());
        Scatter back =
                new Scatter(
                        Update.ADD,
                        ScatterDimensions.of(op.dimensionNumbers()),
                        op.indicesAreSorted(),
                        false);
        return p.apply(back, p.zeros(p.a().type()), fitted, updates);
    }
}

package io.jacquard.ir.batching;

import io.jacquard.ir.Binary;
import io.jacquard.ir.Creation;
import io.jacquard.ir.DType;
import io.jacquard.ir.GatherDimensions;
import io.jacquard.ir.Indexing;
import io.jacquard.ir.Indexing.DynamicSlice;
import io.jacquard.ir.Indexing.DynamicUpdateSlice;
import io.jacquard.ir.Indexing.Gather;
import io.jacquard.ir.Indexing.Scatter;
import io.jacquard.ir.Indexing.Update;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.ScatterDimensions;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.List;

/// Rules of the operations that read or write at computed positions. Positions that differ from
/// example to example make slices at positions into gathers and scatters, whose batching dimensions
/// are the examples.
final class IndexingRules {
    private IndexingRules() {}

    static Rule of(Indexing op) {
        return switch (op) {
            case DynamicSlice s -> Rule.structural((b, x) -> slice(b, s, x));
            case DynamicUpdateSlice u -> Rule.structural((b, x) -> update(b, u, x));
            case Gather g -> Rule.structural((b, x) -> gather(b, g, x));
            case Scatter s -> Rule.structural((b, x) -> scatter(b, s, x));
        };
    }

    private static List<Batched> slice(Batch b, DynamicSlice op, List<Batched> operands) {
        Batched x = operands.getFirst();
        List<Batched> starts = operands.subList(1, operands.size());
        if (starts.stream().noneMatch(Batched::stacked)) {
            List<Value> all = new ArrayList<>(List.of(x.value()));
            all.addAll(fromZero(b, starts));
            return b.stacked(new DynamicSlice(Batch.before(b.size(), op.sliceSizes())), all);
        }
        IntList axes = IntList.range(0, starts.size());
        IntList none = IntList.of();
        GatherDimensions one = new GatherDimensions(axes, none, none, none, axes, 0);
        Batched vectors = Batched.stacked(vectors(b, starts));
        return gather(b, new Gather(one, op.sliceSizes(), false), List.of(x, vectors));
    }

    private static List<Batched> update(Batch b, DynamicUpdateSlice op, List<Batched> operands) {
        Batched x = operands.getFirst();
        Batched box = operands.get(1);
        List<Batched> starts = operands.subList(2, operands.size());
        if (starts.stream().noneMatch(Batched::stacked)) {
            List<Value> all = new ArrayList<>(List.of(b.stack(x), b.stack(box)));
            all.addAll(fromZero(b, starts));
            return b.stacked(op, all);
        }
        List<Batched> fitted = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            int room = Batch.example(x).shape().size(i) - Batch.example(box).shape().size(i);
            fitted.add(between(b, starts.get(i), room));
        }
        IntList axes = IntList.range(0, starts.size());
        IntList none = IntList.of();
        ScatterDimensions one = new ScatterDimensions(axes, none, none, none, axes, 0);
        Scatter write = new Scatter(Update.SET, one, false, true);
        Batched vectors = Batched.stacked(vectors(b, fitted));
        return scatter(b, write, List.of(x, vectors, box));
    }

    private static List<Value> fromZero(Batch b, List<Batched> starts) {
        DType dtype = starts.isEmpty() ? DType.I32 : starts.getFirst().value().type().dtype();
        List<Value> all = new ArrayList<>();
        all.add(b.builder().add(new Creation.Constant(Literal.scalar(dtype, 0))));
        starts.forEach(s -> all.add(s.value()));
        return all;
    }

    // A start that is moved to where the box fits; a narrow dtype holds no larger one.
    private static Batched between(Batch b, Batched start, int room) {
        Value x = start.value();
        Value raised = b.builder().add(new Binary.Maximum(), x, b.s().like(x, 0));
        return new Batched(
                b.builder().add(new Binary.Minimum(), raised, b.s().like(x, room)),
                start.stacked());
    }

    // One vector of starts an example.
    private static Value vectors(Batch b, List<Batched> starts) {
        List<Value> columns = new ArrayList<>();
        for (Batched start : starts) {
            columns.add(b.s().reshape(b.stack(start), Shape.of(b.size(), 1)));
        }
        return b.builder().append(new Shaping.Concatenate(1), columns).result();
    }

    private static List<Batched> gather(Batch b, Gather op, List<Batched> operands) {
        Batched x = operands.getFirst();
        Batched indices = operands.getLast();
        int first = indices.stacked() ? Math.min(1, b.size()) : b.size();
        IntList sizes = x.stacked() ? Batch.before(first, op.sliceSizes()) : op.sliceSizes();
        boolean sorted = op.indicesAreSorted() && !indices.stacked();
        Gather over = new Gather(over(op.dimensionNumbers(), x, indices), sizes, sorted);
        return b.stacked(over, x.value(), indices.value());
    }

    private static List<Batched> scatter(Batch b, Scatter op, List<Batched> operands) {
        Value x = b.stack(operands.getFirst());
        Batched indices = operands.get(1);
        GatherDimensions d =
                over(op.scatterDimensionNumbers().gather(), Batched.stacked(x), indices);
        Scatter over =
                new Scatter(
                        op.updateComputation(),
                        ScatterDimensions.of(d),
                        op.indicesAreSorted() && !indices.stacked(),
                        op.uniqueIndices());
        return b.stacked(over, x, indices.value(), b.stack(operands.getLast()));
    }

    // The examples are an axis of the slices, or one of the indices, or a batching axis of both.
    private static GatherDimensions over(GatherDimensions d, Batched x, Batched indices) {
        IntList offsets = Batch.behind(d.offsetDims());
        IntList batching =
                x.stacked() ? Batch.behind(d.operandBatchingDims()) : d.operandBatchingDims();
        IntList followed = d.startIndicesBatchingDims();
        if (!indices.stacked()) {
            offsets = Batch.before(0, offsets);
        } else {
            followed = Batch.behind(followed);
            if (x.stacked()) {
                batching = Batch.before(0, batching);
                followed = Batch.before(0, followed);
            }
        }
        return new GatherDimensions(
                offsets,
                x.stacked() ? Batch.behind(d.collapsedSliceDims()) : d.collapsedSliceDims(),
                batching,
                followed,
                x.stacked() ? Batch.behind(d.startIndexMap()) : d.startIndexMap(),
                d.indexVectorDim() + (indices.stacked() ? 1 : 0));
    }
}

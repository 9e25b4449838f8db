package io.jacquard.pjrt.stablehlo;

import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise.Direction;
import io.jacquard.ir.GatherDimensions;
import io.jacquard.ir.Indexing;
import io.jacquard.ir.Indexing.Gather;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.TensorType;
import java.util.List;

/// Writing slices at computed positions.
///
/// | what XLA leaves open or does otherwise | what is written |
/// |---|---|
/// | a slice that lies partly outside is dropped whole | the array is padded by what slices may reach beyond it, and cut again |
/// | which of several updates of an element replaces it last | the highest number of an update for each element is scattered, and the element read by it |
/// | sums and products of 16-bit floats | in f32, rounded once |
///
/// @param p writes
/// @param op the operation
record Scattering(Primitives p, Indexing.Scatter op) {
    Ssa of(Ssa x, Ssa indices, Ssa updates) {
        if (x.isEmpty() || updates.isEmpty()) {
            return x;
        }
        IntList margins = margins(x, updates);
        GatherDimensions d = op.scatterDimensionNumbers().gather();
        IntList sizes = IntList.of(x.shape().sizes());
        Ssa at = new Positions(p).moved(indices, d, sizes, margins);
        Ssa padded = padded(x, margins);
        Ssa made =
                op.updateComputation() == Indexing.Update.SET
                        ? replaced(padded, at, updates)
                        : combined(padded, at, updates);
        return cut(made, x.shape(), margins);
    }

    // How far a slice may begin before the array and still meet it.
    private IntList margins(Ssa x, Ssa updates) {
        IntList slice = op.sliceSizes(x.shape(), updates.shape());
        IntList axes = op.scatterDimensionNumbers().scatterDimsToOperandDims();
        return IntList.generate(x.rank(), i -> axes.contains(i) ? slice.at(i) - 1 : 0);
    }

    private Ssa padded(Ssa x, IntList margins) {
        if (margins.stream().allMatch(v -> v == 0)) {
            return x;
        }
        Ssa value = p.splat(TensorType.of(x.dtype()), 0);
        return p.pad(x, value, new Shaping.Pad(margins, margins, IntList.repeat(0, x.rank())));
    }

    private Ssa cut(Ssa x, Shape shape, IntList margins) {
        if (x.shape().equals(shape)) {
            return x;
        }
        IntList limits = IntList.generate(x.rank(), i -> margins.at(i) + shape.size(i));
        return p.slice(x, new Shaping.Slice(margins, limits, IntList.repeat(1, x.rank())));
    }

    private Ssa combined(Ssa x, Ssa indices, Ssa updates) {
        Combining how =
                new Combining(
                        switch (op.updateComputation()) {
                            case ADD -> Reducer.ADD;
                            case MULTIPLY -> Reducer.MULTIPLY;
                            case MAXIMUM -> Reducer.MAXIMUM;
                            case MINIMUM -> Reducer.MINIMUM;
                            case SET -> throw new IllegalArgumentException("" + op);
                        });
        DType dtype = how.wide(x.dtype());
        Region region = how.region(p, dtype);
        Ssa made = scatter(p.convert(x, dtype), indices, p.convert(updates, dtype), region);
        return p.convert(made, x.dtype());
    }

    private Ssa replaced(Ssa x, Ssa indices, Ssa updates) {
        if (op.uniqueIndices()) {
            TensorType scalar = TensorType.of(x.dtype());
            Region last = new Region(List.of(scalar, scalar), xs -> List.of(xs.getLast()));
            return scatter(x, indices, updates, last);
        }
        GatherDimensions d = op.scatterDimensionNumbers().gather();
        IntList order = d.batchAxes(updates.rank()).concat(d.offsetDims());
        Ssa inOrder = p.transpose(updates, order);
        int count = updates.shape().elements();
        TensorType flat = TensorType.of(DType.I32, count);
        Ssa numbers = p.transpose(p.reshape(p.iota(flat, 0), inOrder.shape()), order.inverse());
        Combining highest = new Combining(Reducer.MAXIMUM);
        Ssa none = p.bits(x.type().with(DType.I32), -1);
        Ssa last = scatter(none, indices, numbers, highest.region(p, DType.I32));
        Ssa written = p.compare(Direction.GE, last, p.bits(last.type(), 0));
        return p.select(written, read(p.reshape(inOrder, Shape.of(count)), last), x);
    }

    // The elements of a list at positions, of which those below 0 give any.
    private Ssa read(Ssa list, Ssa positions) {
        Gather gather = Gather.along(list.shape(), 0, positions.rank());
        TensorType result = list.type().with(positions.shape());
        return new Indexes(p).of(gather, List.of(list, positions), result);
    }

    private Ssa scatter(Ssa x, Ssa indices, Ssa updates, Region region) {
        String head =
                "\"stablehlo.scatter\"(%s, %s, %s) <{indices_are_sorted = %s, scatter_dimension_numbers = #stablehlo.scatter<%s>, unique_indices = %s}>"
                        .formatted(
                                x,
                                indices,
                                updates,
                                op.indicesAreSorted(),
                                dimensions(),
                                op.uniqueIndices());
        return p.code()
                .let(
                        head,
                        List.of(region),
                        List.of(x.type(), indices.type(), updates.type()),
                        List.of(x.type()))
                .getFirst();
    }

    private String dimensions() {
        GatherDimensions d = op.scatterDimensionNumbers().gather();
        StringBuilder text = new StringBuilder();
        Indexes.list(text, "update_window_dims", d.offsetDims());
        Indexes.list(text, "inserted_window_dims", d.collapsedSliceDims());
        Indexes.list(text, "input_batching_dims", d.operandBatchingDims());
        Indexes.list(text, "scatter_indices_batching_dims", d.startIndicesBatchingDims());
        Indexes.list(text, "scatter_dims_to_operand_dims", d.startIndexMap());
        return text + "index_vector_dim = " + d.indexVectorDim();
    }
}

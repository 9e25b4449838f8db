package io.jacquard.pjrt.stablehlo;

import io.jacquard.ir.GatherDimensions;
import io.jacquard.ir.Indexing;
import io.jacquard.ir.IntList;
import io.jacquard.ir.TensorType;
import java.util.List;
import java.util.stream.Stream;

/// Reading and writing at computed positions; positions as {@link Positions} gives them.
record Indexes(Primitives p) {
    Ssa of(Indexing op, List<Ssa> operands, TensorType result) {
        Ssa x = operands.getFirst();
        return switch (op) {
            case Indexing.DynamicSlice d -> slice(d, x, operands.subList(1, operands.size()));
            case Indexing.DynamicUpdateSlice _ ->
                    update(x, operands.get(1), operands.subList(2, operands.size()));
            case Indexing.Gather g -> gather(g, x, operands.getLast(), result);
            case Indexing.Scatter s ->
                    new Scattering(p, s).of(x, operands.get(1), operands.getLast());
        };
    }

    private Ssa slice(Indexing.DynamicSlice op, Ssa x, List<Ssa> starts) {
        List<Ssa> at = starts.stream().map(new Positions(p)::start).toList();
        return slice(x, at, op.sliceSizes());
    }

    /// A box of an array at i32 positions.
    Ssa slice(Ssa x, List<Ssa> starts, IntList sizes) {
        if (x.rank() == 0) {
            return x;
        }
        TensorType result = TensorType.of(x.dtype(), sizes.toArray());
        Ssa[] operands = Stream.concat(Stream.of(x), starts.stream()).toArray(Ssa[]::new);
        return p.code()
                .let(
                        result,
                        "stablehlo.dynamic_slice %s, sizes = %s : %s"
                                .formatted(
                                        Code.names(List.of(operands)),
                                        sizes,
                                        Code.signature(result, operands)));
    }

    private Ssa update(Ssa x, Ssa update, List<Ssa> starts) {
        if (update.isEmpty()) {
            return x;
        }
        return x.rank() == 0
                ? update
                : updated(x, update, starts.stream().map(new Positions(p)::start).toList());
    }

    /// An array with a box replaced at i32 positions.
    Ssa updated(Ssa x, Ssa update, List<Ssa> starts) {
        Ssa[] operands = Stream.concat(Stream.of(x, update), starts.stream()).toArray(Ssa[]::new);
        return p.simple("stablehlo.dynamic_update_slice", x.type(), operands);
    }

    private Ssa gather(Indexing.Gather op, Ssa x, Ssa indices, TensorType result) {
        Ssa at = new Positions(p).start(indices);
        return gather(op, List.of(x, at), result);
    }

    private Ssa gather(Indexing.Gather op, List<Ssa> operands, TensorType result) {
        return p.code()
                .let(
                        result,
                        "\"stablehlo.gather\"(%s) <{dimension_numbers = #stablehlo.gather<%s>, indices_are_sorted = %s, slice_sizes = %s}> : %s"
                                .formatted(
                                        Code.names(operands),
                                        dimensions(op.dimensionNumbers()),
                                        op.indicesAreSorted(),
                                        Attributes.array(op.sliceSizes()),
                                        Code.signature(result, operands.toArray(Ssa[]::new))));
    }

    private static String dimensions(GatherDimensions d) {
        StringBuilder text = new StringBuilder();
        list(text, "offset_dims", d.offsetDims());
        list(text, "collapsed_slice_dims", d.collapsedSliceDims());
        list(text, "operand_batching_dims", d.operandBatchingDims());
        list(text, "start_indices_batching_dims", d.startIndicesBatchingDims());
        list(text, "start_index_map", d.startIndexMap());
        return text + "index_vector_dim = " + d.indexVectorDim();
    }

    static void list(StringBuilder text, String name, IntList values) {
        if (values.size() > 0) {
            text.append(name).append(" = ").append(values).append(", ");
        }
    }
}

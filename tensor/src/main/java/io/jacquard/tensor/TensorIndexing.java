package io.jacquard.tensor;

import io.jacquard.ir.GatherDimensions;
import io.jacquard.ir.Indexing;
import io.jacquard.ir.Indexing.Gather;
import io.jacquard.ir.Indexing.Scatter;
import io.jacquard.ir.Indexing.Update;
import io.jacquard.ir.IntList;
import io.jacquard.ir.ScatterDimensions;
import java.util.ArrayList;
import java.util.List;

/// How {@link Tensor} reads and writes at positions that are computed.
///
/// Positions are of any integer dtype and count from 0; they are not counted from the end. Reading
/// beyond an axis reads its nearest element, writing beyond it is dropped, as in StableHLO and
/// JAX's `clip` and `drop`.
sealed interface TensorIndexing permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    /// The slices at positions along an axis, as `numpy.take` and PyTorch's `index_select`: the
    /// axes of the positions take the place of that axis.
    ///
    /// | value | shape |
    /// |---|---|
    /// | this | `[before..., size, after...]` |
    /// | positions | integers of any shape |
    /// | result | `[before..., positions..., after...]` |
    ///
    /// @throws io.jacquard.ir.ShapeException if the positions are no integers or the axis is empty
    default Tensor take(int axis, Tensor positions) {
        int a = self().axis("take", axis);
        return gather(Gather.along(self().shape(), a, positions.rank()), positions);
    }

    /// One element for each position along an axis, as PyTorch's `gather` and
    /// `numpy.take_along_axis`: `result[i][j] = this[i][positions[i][j]]` along axis 1.
    ///
    /// @param positions integers; on all other axes of this tensor's sizes
    /// @return of the positions' shape
    /// @throws io.jacquard.ir.ShapeException if the positions do not fit
    default Tensor gather(int axis, Tensor positions) {
        GatherDimensions each = each("gather", axis, positions);
        IntList sizes =
                IntList.generate(
                        self().rank(),
                        i -> each.collapsedSliceDims().contains(i) ? 1 : one(self().size(i)));
        return gather(new Gather(each, sizes, false), positions);
    }

    /// The general reading of {@link Gather}.
    default Tensor gather(Gather op, Tensor positions) {
        return self().made(op, self(), self().sameTrace(positions));
    }

    /// This tensor with one element written for each position along an axis, as PyTorch's
    /// `scatter`: `result[i][positions[i][j]] = updates[i][j]` along axis 1. Where positions meet
    /// the last one stays.
    ///
    /// @param positions integers; on all other axes of this tensor's sizes
    /// @param updates of the positions' shape and this dtype, or a scalar
    /// @throws io.jacquard.ir.ShapeException if they do not fit
    default Tensor scatter(int axis, Tensor positions, Tensor updates) {
        return scatterReduce(Update.SET, axis, positions, updates);
    }

    /// As {@link #scatter(int, Tensor, Tensor)}, but each update is added to what is there:
    /// PyTorch's `scatter_add`.
    ///
    /// @param positions integers; on all other axes of this tensor's sizes
    /// @param updates of the positions' shape and this dtype, or a scalar
    /// @throws io.jacquard.ir.ShapeException if they do not fit
    default Tensor scatterAdd(int axis, Tensor positions, Tensor updates) {
        return scatterReduce(Update.ADD, axis, positions, updates);
    }

    /// As {@link #scatter(int, Tensor, Tensor)}, but each update changes what is there as told:
    /// PyTorch's `scatter_reduce`.
    ///
    /// @param how set, add, multiply, maximum or minimum
    /// @param positions integers; on all other axes of this tensor's sizes
    /// @param updates of the positions' shape and this dtype, or a scalar
    /// @throws io.jacquard.ir.ShapeException if they do not fit
    default Tensor scatterReduce(Update how, int axis, Tensor positions, Tensor updates) {
        ScatterDimensions each = ScatterDimensions.of(each("scatter", axis, positions));
        Tensor all = updates.rank() == 0 ? updates.broadcastTo(positions.shape()) : updates;
        return scatter(new Scatter(how, each, false, false), positions, all);
    }

    /// This tensor with slices along an axis replaced, as PyTorch's `index_copy` and JAX's
    /// `x.at[positions].set(updates)`: the counterpart of {@link #take}. Where positions meet the
    /// last one stays.
    ///
    /// @param positions integers of any shape
    /// @param updates the shape that {@link #take} would give, or a scalar; this dtype
    /// @throws io.jacquard.ir.ShapeException if they do not fit
    default Tensor indexCopy(int axis, Tensor positions, Tensor updates) {
        return indexReduce(Update.SET, axis, positions, updates);
    }

    /// This tensor with slices along an axis added to, as PyTorch's `index_add` and JAX's
    /// `x.at[positions].add(updates)`.
    ///
    /// @param positions integers of any shape
    /// @param updates the shape that {@link #take} would give, or a scalar; this dtype
    /// @throws io.jacquard.ir.ShapeException if they do not fit
    default Tensor indexAdd(int axis, Tensor positions, Tensor updates) {
        return indexReduce(Update.ADD, axis, positions, updates);
    }

    /// This tensor with slices along an axis changed as told: PyTorch's `index_reduce`, JAX's
    /// `x.at[positions].max(updates)` and its like.
    ///
    /// @param how set, add, multiply, maximum or minimum
    /// @param positions integers of any shape
    /// @param updates the shape that {@link #take} would give, or a scalar; this dtype
    /// @throws io.jacquard.ir.ShapeException if they do not fit
    default Tensor indexReduce(Update how, int axis, Tensor positions, Tensor updates) {
        int a = self().axis("indexReduce", axis);
        IntList own = IntList.of(self().shape().sizes());
        IntList taken =
                own.slice(0, a)
                        .concat(IntList.of(positions.shape().sizes()))
                        .concat(own.slice(a + 1, own.size()));
        Tensor[] operands = {self(), positions, updates};
        Tensor all =
                updates.rank() == 0
                        ? updates.broadcastTo(
                                Tensor.shaped("indexReduce", taken.toArray(), operands))
                        : updates;
        return scatter(Scatter.along(how, self().shape(), a, positions.rank()), positions, all);
    }

    /// The general writing of {@link Scatter}.
    default Tensor scatter(Scatter op, Tensor positions, Tensor updates) {
        return self().made(op, self(), self().sameTrace(positions), self().sameTrace(updates));
    }

    /// So many elements of one axis from a computed start on, which is moved to where they fit:
    /// JAX's `lax.dynamic_slice_in_dim`.
    ///
    /// @param start an integer scalar
    /// @param size number of elements
    /// @throws io.jacquard.ir.ShapeException if the size is larger than the axis
    default Tensor dynamicSlice(int axis, Tensor start, int size) {
        int a = self().axis("dynamicSlice", axis);
        int[] sizes = self().shape().sizes();
        sizes[a] = size;
        return dynamicSlice(starts(a, start), sizes);
    }

    /// A box that begins at a computed position, which is moved to where the box fits: JAX's
    /// `lax.dynamic_slice`.
    ///
    /// @param starts integer scalars of one dtype, one an axis
    /// @param sizes shape of the box
    /// @throws io.jacquard.ir.ShapeException if they do not fit
    default Tensor dynamicSlice(List<Tensor> starts, int... sizes) {
        Tensor[] operands = joined(List.of(self()), starts);
        return self().made(new Indexing.DynamicSlice(IntList.of(sizes)), operands);
    }

    /// This tensor with so many elements of one axis replaced from a computed start on, which is
    /// moved to where they fit: JAX's `lax.dynamic_update_slice_in_dim`.
    ///
    /// @param update of this dtype, and of these sizes on all other axes
    /// @param start an integer scalar
    /// @throws io.jacquard.ir.ShapeException if the update does not fit
    default Tensor dynamicUpdateSlice(int axis, Tensor update, Tensor start) {
        return dynamicUpdateSlice(update, starts(self().axis("dynamicUpdateSlice", axis), start));
    }

    /// This tensor with a box replaced that begins at a computed position, which is moved to where
    /// the box fits: JAX's `lax.dynamic_update_slice`.
    ///
    /// @param update the box, of this rank and dtype
    /// @param starts integer scalars of one dtype, one an axis
    /// @throws io.jacquard.ir.ShapeException if they do not fit
    default Tensor dynamicUpdateSlice(Tensor update, List<Tensor> starts) {
        Tensor[] operands = joined(List.of(self(), update), starts);
        return self().made(new Indexing.DynamicUpdateSlice(), operands);
    }

    private List<Tensor> starts(int axis, Tensor start) {
        List<Tensor> all = new ArrayList<>();
        for (int i = 0; i < self().rank(); i++) {
            all.add(i == axis ? start : Tensor.scalar(start.dtype(), 0));
        }
        return all;
    }

    private Tensor[] joined(List<Tensor> first, List<Tensor> second) {
        List<Tensor> all = new ArrayList<>(first);
        all.addAll(second);
        all.forEach(self()::sameTrace);
        return all.toArray(Tensor[]::new);
    }

    // The dimensions by which every element of the positions means one of this tensor: on all
    // axes but one it stands where its position stands.
    private GatherDimensions each(String name, int axis, Tensor positions) {
        int a = self().axis(name, axis);
        boolean fits =
                positions.rank() == self().rank()
                        && positions.shape().with(a, 0).equals(self().shape().with(a, 0));
        if (!fits) {
            throw self().error(
                            name,
                            "positions %s for %s".formatted(positions.shape(), self().shape()),
                            "equal sizes on all axes but %d; use take for other positions"
                                    .formatted(a),
                            self(),
                            positions);
        }
        int rank = self().rank();
        IntList one = IntList.of(a);
        IntList others = IntList.of(IntList.range(0, rank).stream().filter(i -> i != a).toArray());
        return new GatherDimensions(IntList.of(), one, others, others, one, rank);
    }

    private static int one(int size) {
        return Math.min(1, size);
    }
}

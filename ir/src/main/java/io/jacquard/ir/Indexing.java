package io.jacquard.ir;

import java.util.List;

/// Operations that read or write parts of an array at positions that are computed.
///
/// Positions may be of any integer dtype; those of unsigned dtypes are never negative.
public sealed interface Indexing extends Op {
    /// A box of the operand that begins at a computed position.
    ///
    /// Operands are the array and one scalar start an axis, all of one integer dtype. A start at
    /// which the box would not fit is moved to the nearest at which it does: `max(0, min(start,
    /// size - sliceSizes[i]))`.
    ///
    /// @param sliceSizes shape of the result, at most the operand's
    record DynamicSlice(IntList sliceSizes) implements Indexing {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            if (operands.isEmpty()) {
                throw ShapeException.of("it got no operand", "an array and its starts; add them");
            }
            TensorType t = operands.getFirst();
            Infer.rank(sliceSizes, t, "slice sizes");
            IndexingChecks.starts(operands.subList(1, operands.size()), t);
            IndexingChecks.fits(sliceSizes, t);
            return List.of(t.with(Shape.of(sliceSizes.toArray())));
        }
    }

    /// The operand with a box replaced that begins at a computed position.
    ///
    /// Operands are the array, the box, which has its rank and dtype, and one scalar start an axis,
    /// all of one integer dtype. Starts are moved as {@link DynamicSlice} does, so that the whole
    /// box is written.
    record DynamicUpdateSlice() implements Indexing {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            if (operands.size() < 2) {
                throw ShapeException.of(
                        "it got " + Infer.counted(operands.size()),
                        "an array, an update and its starts; add them");
            }
            TensorType t = operands.getFirst();
            TensorType update = operands.get(1);
            if (!(update.dtype() == t.dtype() && update.rank() == t.rank())) {
                throw ShapeException.of(
                        "the update is %s, the array %s".formatted(update, t),
                        "equal dtypes and ranks; convert or reshape the update");
            }
            IndexingChecks.starts(operands.subList(2, operands.size()), t);
            IndexingChecks.fits(IntList.of(update.shape().sizes()), t);
            return List.of(t);
        }
    }

    /// Reads slices of an array at computed positions: embeddings, indexing by arrays.
    ///
    /// Operands are the array and the indices. Each vector of indices, along `indexVectorDim`, is
    /// the start of a slice on the axes `startIndexMap`; on the batching axes a slice begins where
    /// its vector stands among the indices, on the others at 0. A start at which the slice would
    /// not fit is moved to the nearest at which it does. The result has the axes of the indices
    /// without the vectors', in order, and at `offsetDims` those of a slice.
    ///
    /// Unlike StableHLO's, slices never have size 0 on the axes that the result lacks, but on empty
    /// batching axes.
    ///
    /// @param dimensionNumbers which axes mean what
    /// @param sliceSizes shape of a slice, at most the operand's; 1 on collapsed and batching axes
    /// @param indicesAreSorted a promise that starts never decrease; the result is the same
    record Gather(GatherDimensions dimensionNumbers, IntList sliceSizes, boolean indicesAreSorted)
            implements Indexing {
        /// The gather that reads along one axis at indices of any shape, which take the place of
        /// that axis in the result.
        ///
        /// @param operand shape of the array
        /// @param axis the axis
        /// @param indexRank rank of the indices
        public static Gather along(Shape operand, int axis, int indexRank) {
            int rank = operand.rank();
            IntList offsets = IntList.generate(rank - 1, i -> i < axis ? i : i + indexRank);
            IntList one = IntList.of(axis);
            IntList none = IntList.of();
            return new Gather(
                    new GatherDimensions(offsets, one, none, none, one, indexRank),
                    IntList.of(operand.with(axis, 1).sizes()),
                    false);
        }

        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            Infer.count(operands, 2);
            TensorType t = operands.getFirst();
            TensorType indices = operands.getLast();
            Infer.rank(sliceSizes, t, "slice sizes");
            IndexingChecks.fits(sliceSizes, t);
            IndexingChecks.dimensions(dimensionNumbers, t, indices);
            for (int axis : dimensionNumbers.absent().toArray()) {
                int wanted =
                        dimensionNumbers.collapsedSliceDims().contains(axis)
                                ? 1
                                : Math.min(1, t.shape().size(axis));
                if (sliceSizes.at(axis) != wanted) {
                    throw ShapeException.of(
                            "slices of %s on axis %d".formatted(sliceSizes, axis),
                            "size %d on axis %d; the result lacks it".formatted(wanted, axis));
                }
            }
            return List.of(t.with(dimensionNumbers.slices(indices.shape(), sliceSizes)));
        }
    }

    /// How an update changes an element.
    enum Update {
        /// Replaces it. Where several updates meet, the one whose indices come last stays.
        SET,
        /// Adds to it. Sums of bf16 and f16 accumulate in f32 or better.
        ADD,
        /// Multiplies it.
        MULTIPLY,
        /// Takes the larger, NaN if one is.
        MAXIMUM,
        /// Takes the smaller, NaN if one is.
        MINIMUM
    }

    /// The operand with slices of it changed at computed positions: the counterpart of {@link
    /// Gather}.
    ///
    /// Operands are the array, the indices and the updates, which hold a slice a vector of indices.
    /// An element of an update that would lie outside of the array is dropped, the others of its
    /// slice are not.
    ///
    /// @param updateComputation how elements change; all but SET take numbers
    /// @param scatterDimensionNumbers which axes mean what
    /// @param indicesAreSorted a promise that starts never decrease; the result is the same
    /// @param uniqueIndices a promise that no two updates meet; a broken one gives unspecified
    ///   gradients
    record Scatter(
            Update updateComputation,
            ScatterDimensions scatterDimensionNumbers,
            boolean indicesAreSorted,
            boolean uniqueIndices)
            implements Indexing {
        /// The scatter that writes along one axis where {@link Gather#along} reads.
        ///
        /// @param how how elements change
        /// @param operand shape of the array
        /// @param axis the axis
        /// @param indexRank rank of the indices
        public static Scatter along(Update how, Shape operand, int axis, int indexRank) {
            GatherDimensions d = Gather.along(operand, axis, indexRank).dimensionNumbers();
            return new Scatter(how, ScatterDimensions.of(d), false, false);
        }

        /// Shape of a slice.
        ///
        /// @param operand shape of the array
        /// @param updates shape of the updates
        public IntList sliceSizes(Shape operand, Shape updates) {
            IntList window = scatterDimensionNumbers.gather().windowAxes(operand.rank());
            IntList dims = scatterDimensionNumbers.updateWindowDims();
            IntList batching = scatterDimensionNumbers.inputBatchingDims();
            return IntList.generate(
                    operand.rank(),
                    i -> {
                        int at = window.indexOf(i);
                        int absent = batching.contains(i) ? Math.min(1, operand.size(i)) : 1;
                        return at >= 0 ? updates.size(dims.at(at)) : absent;
                    });
        }

        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            Infer.count(operands, 3);
            TensorType t = operands.getFirst();
            TensorType indices = operands.get(1);
            TensorType updates = operands.getLast();
            GatherDimensions d = scatterDimensionNumbers.gather();
            if (!(updateComputation == Update.SET || t.dtype() != DType.BOOL)) {
                throw ShapeException.of(
                        "%s of %s".formatted(updateComputation, t),
                        "a number; convert it first, or SET");
            }
            IndexingChecks.dimensions(d, t, indices);
            int rank = d.batch(indices.shape()).rank() + d.offsetDims().size();
            if (!(updates.dtype() == t.dtype() && updates.rank() == rank)) {
                throw ShapeException.of(
                        "the updates are " + updates,
                        "%s and %d axes; convert or reshape them"
                                .formatted(t.dtype().text(), rank));
            }
            IntList sizes = sliceSizes(t.shape(), updates.shape());
            IndexingChecks.fits(
                    IntList.generate(t.rank(), i -> d.absent().contains(i) ? 0 : sizes.at(i)), t);
            Shape wanted = d.slices(indices.shape(), sizes);
            if (!updates.shape().equals(wanted)) {
                throw ShapeException.of(
                        "the updates are " + updates,
                        t.with(wanted) + ", a slice for each vector of indices; reshape them");
            }
            return List.of(t);
        }
    }
}

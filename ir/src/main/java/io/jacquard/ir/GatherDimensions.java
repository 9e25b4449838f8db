package io.jacquard.ir;

/// Which axes mean what in a {@link Indexing.Gather}, with StableHLO's names.
///
/// @param offsetDims axes of the result that are those of a slice, increasing
/// @param collapsedSliceDims axes of the array that the result lacks, increasing
/// @param operandBatchingDims axes of the array that follow the batch of the indices, increasing
/// @param startIndicesBatchingDims the axes of the indices that they follow
/// @param startIndexMap the axis of the array for each index of a vector
/// @param indexVectorDim the axis of the indices along which a vector lies; their rank if each
///   index is a vector of one
public record GatherDimensions(
        IntList offsetDims,
        IntList collapsedSliceDims,
        IntList operandBatchingDims,
        IntList startIndicesBatchingDims,
        IntList startIndexMap,
        int indexVectorDim) {
    /// The axes of the array that slices lack in the result.
    public IntList absent() {
        return collapsedSliceDims.concat(operandBatchingDims);
    }

    /// The axes of the array that slices have in the result, in order; they stand at {@link
    /// #offsetDims}.
    ///
    /// @param rank rank of the array
    public IntList windowAxes(int rank) {
        return others(rank, absent());
    }

    /// The axes of the result that are not those of a slice.
    ///
    /// @param rank rank of the result
    public IntList batchAxes(int rank) {
        return others(rank, offsetDims);
    }

    private static IntList others(int rank, IntList axes) {
        return IntList.of(IntList.range(0, rank).stream().filter(a -> !axes.contains(a)).toArray());
    }

    /// How many slices there are: the indices' shape without the axis of vectors.
    ///
    /// @param indices shape of the indices
    public Shape batch(Shape indices) {
        return indexVectorDim < indices.rank() ? indices.without(indexVectorDim) : indices;
    }

    /// Shape of the array of all slices: the result of a gather, the updates of a scatter.
    ///
    /// @param indices shape of the indices
    /// @param sliceSizes shape of a slice
    public Shape slices(Shape indices, IntList sliceSizes) {
        Shape batch = batch(indices);
        IntList window = windowAxes(sliceSizes.size());
        int[] sizes = new int[batch.rank() + window.size()];
        int next = 0;
        for (int i = 0; i < sizes.length; i++) {
            int at = offsetDims.indexOf(i);
            sizes[i] = at >= 0 ? sliceSizes.at(window.at(at)) : batch.size(next++);
        }
        return Shape.of(sizes);
    }
}

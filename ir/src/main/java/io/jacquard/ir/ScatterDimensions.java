package io.jacquard.ir;

/// Which axes mean what in a {@link Indexing.Scatter}, with StableHLO's names.
///
/// @param updateWindowDims axes of the updates that are those of a slice, increasing
/// @param insertedWindowDims axes of the array that the updates lack, increasing
/// @param inputBatchingDims axes of the array that follow the batch of the indices, increasing
/// @param scatterIndicesBatchingDims the axes of the indices that they follow
/// @param scatterDimsToOperandDims the axis of the array for each index of a vector
/// @param indexVectorDim the axis of the indices along which a vector lies; their rank if each
///   index is a vector of one
public record ScatterDimensions(
        IntList updateWindowDims,
        IntList insertedWindowDims,
        IntList inputBatchingDims,
        IntList scatterIndicesBatchingDims,
        IntList scatterDimsToOperandDims,
        int indexVectorDim) {
    /// The dimensions of the scatter that writes what a gather reads.
    public static ScatterDimensions of(GatherDimensions d) {
        return new ScatterDimensions(
                d.offsetDims(),
                d.collapsedSliceDims(),
                d.operandBatchingDims(),
                d.startIndicesBatchingDims(),
                d.startIndexMap(),
                d.indexVectorDim());
    }

    /// The dimensions of the gather that reads what this scatter writes.
    public GatherDimensions gather() {
        return new GatherDimensions(
                updateWindowDims,
                insertedWindowDims,
                inputBatchingDims,
                scatterIndicesBatchingDims,
                scatterDimsToOperandDims,
                indexVectorDim);
    }
}

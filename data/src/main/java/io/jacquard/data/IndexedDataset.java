package io.jacquard.data;

import java.util.function.IntFunction;

/// Batches of a pipeline in the order of each epoch.
///
/// @param order the indices of an epoch's examples
/// @param batchesPerEpoch with or without a smaller last one
record IndexedDataset(
        Pipeline pipeline, IntFunction<int[]> order, int size, int batchSize, int batchesPerEpoch)
        implements BatchedDataset {
    @Override
    public Schema schema() {
        return pipeline.schema();
    }

    @Override
    public Batches batches(int epoch, int first) {
        if (epoch < 0 || first < 0 || first > batchesPerEpoch) {
            throw new DataException(
                    "no batch %d in epoch %d; epochs begin at 0, batches are 0 to %d"
                            .formatted(first, epoch, batchesPerEpoch - 1));
        }
        return new IndexedBatches(
                pipeline,
                order.apply(epoch),
                batchSize,
                batchesPerEpoch,
                new IndexedBatches.Position(epoch, first));
    }

    @Override
    public BatchedDataset dropRemainder() {
        int full = size / batchSize;
        return new IndexedDataset(pipeline, order, full * batchSize, batchSize, full);
    }
}

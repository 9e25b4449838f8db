package io.jacquard.train;

import io.jacquard.data.BatchedDataset;

/// How much data an epoch goes over: what a position in it means.
///
/// @param examples examples an epoch
/// @param batch examples in a full batch
record Extent(int examples, int batch) {
    static Extent of(BatchedDataset data) {
        return new Extent(data.size(), data.batchSize());
    }

    /// Refuses other data than those of a checkpoint.
    ///
    /// @throws TrainingException if the data are not as they were
    void requireSame(Extent saved) {
        if (!equals(saved)) {
            throw new TrainingException(
                    "the data are not those of the checkpoint, so that it cannot be gone on with\n  expected %s, as when it was saved\n  found %s\n  give the same data and batch size again, or begin a new run"
                            .formatted(saved, this));
        }
    }

    /// For example `60000 examples an epoch in batches of 32`.
    @Override
    public String toString() {
        return "%d examples an epoch in batches of %d".formatted(examples, batch);
    }
}

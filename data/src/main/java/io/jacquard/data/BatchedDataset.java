package io.jacquard.data;

/// A data set cut into batches, to be walked epoch by epoch.
public interface BatchedDataset {
    /// The columns of a batch, each without its batch axis.
    Schema schema();

    /// Number of examples in an epoch.
    int size();

    /// Number of examples in a full batch.
    int batchSize();

    /// Number of batches in an epoch.
    int batchesPerEpoch();

    /// The batches of an epoch from a position on. Skipping reads nothing.
    ///
    /// @param epoch 0 or more; the order of a shuffled set depends on its seed and this
    /// @param first number of the first batch wanted, 0 to {@link #batchesPerEpoch()}
    Batches batches(int epoch, int first);

    /// All batches of an epoch.
    ///
    /// @param epoch 0 or more
    default Batches batches(int epoch) {
        return batches(epoch, 0);
    }

    /// The same without a last batch that is smaller than the others.
    BatchedDataset dropRemainder();

    /// The same, read ahead on another thread into a ring of buffers. What is read ahead already is
    /// only given another depth.
    ///
    /// @param depth how many batches may lie ready, 1 or more; 2 to 4 suffice
    default BatchedDataset prefetch(int depth) {
        return new PrefetchedDataset(this, depth);
    }
}

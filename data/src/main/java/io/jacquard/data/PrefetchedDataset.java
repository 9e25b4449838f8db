package io.jacquard.data;

/// Batches of another set, read ahead.
record PrefetchedDataset(BatchedDataset inner, int depth) implements BatchedDataset {
    PrefetchedDataset {
        if (depth < 1) {
            throw new DataException("prefetch depth must be 1 or more, found " + depth);
        }
    }

    @Override
    public Schema schema() {
        return inner.schema();
    }

    @Override
    public int size() {
        return inner.size();
    }

    @Override
    public int batchSize() {
        return inner.batchSize();
    }

    @Override
    public int batchesPerEpoch() {
        return inner.batchesPerEpoch();
    }

    @Override
    public Batches batches(int epoch, int first) {
        return new PrefetchedBatches(
                inner, depth, inner.batches(epoch, first), batchesPerEpoch() - first);
    }

    @Override
    public BatchedDataset prefetch(int other) {
        return new PrefetchedDataset(inner, other);
    }

    @Override
    public BatchedDataset dropRemainder() {
        return new PrefetchedDataset(inner.dropRemainder(), depth);
    }
}

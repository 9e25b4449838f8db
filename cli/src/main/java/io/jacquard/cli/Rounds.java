package io.jacquard.cli;

import io.jacquard.data.Batch;
import io.jacquard.data.BatchedDataset;
import io.jacquard.data.Batches;
import io.jacquard.data.Schema;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// Ready batches walked round and round in one endless epoch.
///
/// @param pool the batches, all of one size
record Rounds(List<Batch> pool) implements BatchedDataset {
    @Override
    public Schema schema() {
        return pool.getFirst().schema();
    }

    @Override
    public int size() {
        return pool.size() * batchSize();
    }

    @Override
    public int batchSize() {
        return pool.getFirst().size();
    }

    @Override
    public int batchesPerEpoch() {
        return Integer.MAX_VALUE;
    }

    @Override
    public BatchedDataset dropRemainder() {
        return this;
    }

    @Override
    public Batches batches(int epoch, int first) {
        return new Walk(first);
    }

    private final class Walk implements Batches {
        private long next;

        Walk(int first) {
            next = first;
        }

        @Override
        public boolean hasNext() {
            return true;
        }

        @Override
        public Batch next() {
            return pool.get((int) (next++ % pool.size()));
        }

        @Override
        public Batch next(MemorySegment... into) {
            Batch batch = next();
            for (int c = 0; c < into.length; c++) {
                into[c].copyFrom(batch.arrays().get(c).segment());
            }
            return batch;
        }

        @Override
        public void close() {}
    }
}

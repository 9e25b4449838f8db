package io.jacquard.data;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// Batches gathered from a source by the order of an epoch, on the caller's thread.
final class IndexedBatches implements Batches {
    private final Pipeline pipeline;
    private final int[] order;
    private final int size;
    private final int end;
    private final int epoch;
    private final Arena arena = Arena.ofShared();
    private MemorySegment @Nullable [] memory;
    private final List<Row> scratch;
    private int next;
    private boolean closed;

    /// @param order indices of the source's examples
    /// @param size examples in a full batch
    /// @param batches how many batches there are
    IndexedBatches(Pipeline pipeline, int[] order, int size, int batches, Position from) {
        this.pipeline = pipeline;
        this.order = order;
        this.size = size;
        this.end = batches;
        this.epoch = from.epoch();
        this.next = from.batch();
        this.scratch = pipeline.scratch();
    }

    /// Where reading begins.
    record Position(int epoch, int batch) {}

    /// Memory for a batch, one segment a column, aligned to a cache line.
    static MemorySegment[] memory(Schema schema, int size, Arena arena) {
        return schema.columns().stream()
                .map(c -> arena.allocate(Math.max(1, c.batched(size).bytes()), 64))
                .toArray(MemorySegment[]::new);
    }

    @Override
    public boolean hasNext() {
        return !closed && next < end;
    }

    @Override
    public Batch next() {
        if (memory == null && hasNext()) {
            memory = memory(pipeline.schema(), size, arena);
        }
        return next(memory == null ? new MemorySegment[0] : memory);
    }

    @Override
    public Batch next(MemorySegment... into) {
        if (!hasNext()) {
            throw new NoSuchElementException("no batch is left in epoch " + epoch);
        }
        int from = next * size;
        int count = Math.min(size, order.length - from);
        Batch batch = Batch.over(pipeline.schema(), checked(into), count, epoch, next);
        pipeline.fill(Arrays.copyOfRange(order, from, from + count), batch, scratch);
        next++;
        return batch;
    }

    private MemorySegment[] checked(MemorySegment[] into) {
        Schema schema = pipeline.schema();
        if (into.length != schema.size()) {
            throw new DataException(
                    "memory for %d columns was given, expected one a column of %s"
                            .formatted(into.length, schema));
        }
        for (int c = 0; c < into.length; c++) {
            long needed = schema.column(c).batched(size).bytes();
            if (into[c].byteSize() < needed) {
                throw new DataException(
                        "column %s: %d bytes of memory were given, a batch of %d takes %d"
                                .formatted(
                                        schema.column(c).name(), into[c].byteSize(), size, needed));
            }
        }
        return into;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            arena.close();
        }
    }
}

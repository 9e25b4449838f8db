package io.jacquard.data;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/// Batches that one thread reads into a ring of buffers while another uses them.
///
/// The reader waits for nothing but a free buffer, so it is ended by giving it one that says stop;
/// it is never interrupted, which would close the files it reads.
final class PrefetchedBatches implements Batches {
    private static final Slot STOP = new Slot(new MemorySegment[0]);

    private final Arena arena = Arena.ofShared();
    private final BlockingQueue<Slot> free;
    private final BlockingQueue<Slot> ready;
    private final Batches inner;
    private final Thread reader;
    private int remaining;
    private @Nullable Slot held;
    private boolean closed;

    private static final class Slot {
        final MemorySegment[] memory;
        @Nullable Batch batch;
        @Nullable Throwable failure;

        Slot(MemorySegment[] memory) {
            this.memory = memory;
        }
    }

    PrefetchedBatches(BatchedDataset set, int depth, Batches inner, int remaining) {
        this.inner = inner;
        this.remaining = remaining;
        this.free = new ArrayBlockingQueue<>(depth + 2);
        this.ready = new ArrayBlockingQueue<>(depth + 1);
        // One more than may lie ready: the one in use.
        for (int i = 0; i < depth + 1; i++) {
            free.add(new Slot(IndexedBatches.memory(set.schema(), set.batchSize(), arena)));
        }
        this.reader = Thread.ofPlatform().daemon().name("jacquard-prefetch").start(this::readAhead);
    }

    private void readAhead() {
        try {
            while (inner.hasNext()) {
                Slot slot = free.take();
                if (slot == STOP) {
                    return;
                }
                read(slot);
                ready.add(slot);
                if (slot.failure != null) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(Slot slot) {
        try {
            slot.batch = inner.next(slot.memory);
        } catch (RuntimeException | Error e) {
            slot.failure = e;
        }
    }

    @Override
    public boolean hasNext() {
        return !closed && remaining > 0;
    }

    @Override
    public Batch next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no batch is left in this epoch");
        }
        if (held != null) {
            free.add(held);
            held = null;
        }
        Slot slot = await();
        if (slot.failure != null) {
            remaining = 0;
            throw rethrown(slot.failure);
        }
        held = slot;
        remaining--;
        return java.util.Objects.requireNonNull(slot.batch);
    }

    private Slot await() {
        try {
            return ready.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataException("interrupted while waiting for the next batch", e);
        }
    }

    private static RuntimeException rethrown(Throwable failure) {
        if (failure instanceof Error e) {
            throw e;
        }
        return (RuntimeException) failure;
    }

    @Override
    public Batch next(MemorySegment... into) {
        Batch batch = next();
        for (int c = 0; c < into.length; c++) {
            MemorySegment from = batch.arrays().get(c).segment();
            MemorySegment.copy(from, 0, into[c], 0, from.byteSize());
        }
        return Batch.over(batch.schema(), into, batch.size(), batch.epoch(), batch.index());
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        free.add(STOP);
        joinReader();
        inner.close();
        arena.close();
    }

    private void joinReader() {
        boolean interrupted = false;
        while (true) {
            try {
                reader.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

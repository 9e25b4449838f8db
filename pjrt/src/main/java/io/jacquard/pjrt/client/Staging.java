package io.jacquard.pjrt.client;

import io.jacquard.pjrt.api.PjrtException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;

/// Native memory through which data go between the heap and a device, used again and again.
final class Staging {
    private static final long SMALLEST = 1 << 12;
    private static final long LARGEST_KEPT = 64L << 20;
    private static final int MOST_KEPT = 4;
    private static final long ALIGNMENT = 64;

    private final Deque<Block> free = new ArrayDeque<>();

    /// Memory that one transfer has for itself.
    record Block(Arena owner, MemorySegment memory) {}

    /// Takes memory of at least so many bytes.
    ///
    /// @throws PjrtException if the host has not as much
    synchronized Block take(long bytes) {
        for (Block b : free) {
            if (b.memory().byteSize() >= bytes) {
                free.remove(b);
                return b;
            }
        }
        Arena owner = Arena.ofShared();
        long size = Math.max(SMALLEST, Math.ceilDiv(bytes, SMALLEST) * SMALLEST);
        try {
            return new Block(owner, owner.allocate(size, ALIGNMENT));
        } catch (OutOfMemoryError e) {
            owner.close();
            throw PjrtException.outOfMemory(
                    "no %,d bytes of the host's memory for a transfer".formatted(size));
        }
    }

    /// Gives it back.
    synchronized void give(Block block) {
        if (block.memory().byteSize() <= LARGEST_KEPT) {
            free.addFirst(block);
        } else {
            block.owner().close();
        }
        while (free.size() > MOST_KEPT) {
            free.removeLast().owner().close();
        }
    }

    /// Frees what is kept.
    synchronized void close() {
        free.forEach(b -> b.owner().close());
        free.clear();
    }
}

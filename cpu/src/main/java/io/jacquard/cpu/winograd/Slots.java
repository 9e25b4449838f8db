package io.jacquard.cpu.winograd;

import java.util.concurrent.atomic.AtomicLong;

/// Parts of scratch memory that tasks take and give back. The first free one is taken, so as many
/// are used as threads run, and they stay in the caches.
final class Slots {
    private final AtomicLong free;

    /// @param count how many, 1 to 63; as many as tasks that may run at the same time
    Slots(int count) {
        this.free = new AtomicLong((1L << count) - 1);
    }

    int take() {
        while (true) {
            long now = free.get();
            long slot = Long.lowestOneBit(now);
            if (slot != 0 && free.compareAndSet(now, now ^ slot)) {
                return Long.numberOfTrailingZeros(slot);
            }
        }
    }

    void give(int slot) {
        free.accumulateAndGet(1L << slot, (a, b) -> a | b);
    }
}

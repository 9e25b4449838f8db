package io.jacquard.pjrt;

import io.jacquard.ir.TensorType;
import java.lang.ref.Cleaner;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// What a device owns: each buffer and program, which is freed once, by its owner, by the device,
/// or by the garbage collector's thread when its owner forgot it.
final class Holdings {
    private static final Cleaner CLEANER = Cleaner.create();

    private final Set<Held> all = ConcurrentHashMap.newKeySet();
    private final AtomicLong bytes = new AtomicLong();

    /// Something of the plugin's; it must not refer to the Java object that owns it.
    interface Held extends Runnable {
        /// Bytes of memory.
        long bytes();

        /// One line for messages.
        String text();

        /// Frees it the first time it is called.
        @Override
        void run();
    }

    /// Begins to own something.
    ///
    /// @param owner whose end, at the latest, is the end of it
    void add(Object owner, Held held) {
        all.add(held);
        bytes.addAndGet(held.bytes());
        CLEANER.register(owner, held);
    }

    /// Ends owning something.
    void remove(Held held) {
        if (all.remove(held)) {
            bytes.addAndGet(-held.bytes());
        }
    }

    long bytes() {
        return bytes.get();
    }

    /// The largest things, largest first.
    List<Held> largest(int count) {
        return all.stream()
                .sorted(Comparator.comparingLong(Held::bytes).reversed())
                .limit(count)
                .toList();
    }

    int size() {
        return all.size();
    }

    void close() {
        all.forEach(Runnable::run);
    }

    /// What an array takes: at least one cache line, as the allocators of devices give.
    static long bytesOf(TensorType type) {
        return Math.max(64, type.bytes());
    }
}

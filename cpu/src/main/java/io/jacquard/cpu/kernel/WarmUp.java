package io.jacquard.cpu.kernel;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The thread on which new vector bodies are warmed, one after the other; it dies with the JVM.
final class WarmUp {
    private static final ExecutorService QUEUE =
            Executors.newSingleThreadExecutor(
                    task -> Thread.ofPlatform().daemon().name("jacquard-kernels").unstarted(task));

    private WarmUp() {}

    static void add(WarmingKernel kernel) {
        QUEUE.execute(() -> {
            try {
                kernel.warm();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /// Waits until all that was added before is done.
    static void await() throws InterruptedException {
        Future<?> last = QUEUE.submit(() -> {});
        try {
            last.get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("[kernel] an empty task failed", impossible);
        }
    }
}

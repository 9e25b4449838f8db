package io.jacquard.cli;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.recipe.Json;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Array;
import io.jacquard.tensor.Jit;
import io.jacquard.tensor.Tensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// Measures what this machine can do at most: the product of two large matrices, and copies of
/// memory far larger than the caches.
final class Roofs {
    private static final double SECONDS = 2;
    private static final int SIDE = 2048;
    private static final long BYTES = 128L << 20;

    private final Session session;

    Roofs(Session session) {
        this.session = session;
    }

    /// Prints 10^9 floating-point operations a second of a product `f32[2048, 2048]`.
    void matmul(Device device) {
        Literal ones = Literal.filled(TensorType.of(DType.F32, SIDE, SIDE), 1);
        try (Array a = Array.of(device, ones);
                Array b = Array.of(device, ones);
                Jit product = Jit.of(device, Tensor::matmul)) {
            product.call(a, b).close();
            Timings times = Timings.during(SECONDS);
            while (!times.isOver()) {
                product.call(a, b).close();
                times.done(1);
            }
            double operations = 2.0 * SIDE * SIDE * SIDE;
            Map<String, Object> tree = times.tree("matmul");
            tree.put("gflops", operations / times.best() / 1e6);
            session.result(Json.text(tree));
        }
    }

    /// Prints 10^9 bytes a second, read and written both counted, of copies on all threads.
    void memory() {
        int threads = threads();
        try (Arena arena = Arena.ofShared()) {
            MemorySegment from = arena.allocate(BYTES, 64).fill((byte) 1);
            MemorySegment to = arena.allocate(BYTES, 64).fill((byte) 2);
            Timings times = Timings.during(SECONDS);
            while (!times.isOver()) {
                copy(from, to, threads);
                times.done(1);
            }
            Map<String, Object> tree = times.tree("memory");
            tree.put("gigabytes_per_second", 2 * BYTES / times.best() / 1e6);
            tree.put("threads", threads);
            session.result(Json.text(tree));
        }
    }

    private static int threads() {
        String set = System.getenv().getOrDefault("JACQUARD_THREADS", "");
        return set.matches("[1-9]\\d{0,3}")
                ? Integer.parseInt(set)
                : Runtime.getRuntime().availableProcessors();
    }

    private static void copy(MemorySegment from, MemorySegment to, int threads) {
        CountDownLatch left = new CountDownLatch(threads);
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            long begin = BYTES * t / threads;
            long length = BYTES * (t + 1) / threads - begin;
            all.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                to.asSlice(begin, length).copyFrom(from.asSlice(begin, length));
                                left.countDown();
                            }));
        }
        try {
            for (Thread thread : all) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

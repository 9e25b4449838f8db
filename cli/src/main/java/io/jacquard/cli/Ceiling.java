package io.jacquard.cli;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.runtime.Device;
import io.jacquard.runtime.Profile;
import io.jacquard.tensor.Array;
import io.jacquard.tensor.Jit;
import io.jacquard.tensor.Tensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.DoubleAdder;

/// What a machine can do at most.
///
/// @param gigaflops 10^9 floating-point operations a second, of a large product of f32
/// @param bandwidths 10^9 bytes a second, read and written both counted, of copies on all threads,
///   by the number of bytes that are worked on
record Ceiling(double gigaflops, SortedMap<Long, Double> bandwidths) {
    private static final int BLOCKS = 10;
    private static final int SIDE = 1024;
    private static final long[] SIZES = {256L << 10, 1L << 20, 4L << 20, 16L << 20, 128L << 20};

    /// Measures a machine.
    ///
    /// @param seconds for each of six measurements
    static Ceiling of(Device device, double seconds) {
        SortedMap<Long, Double> bandwidths = new TreeMap<>();
        for (long size : SIZES) {
            bandwidths.put(size, bandwidth(size, seconds));
        }
        double gigaflops = gigaflops(product(device, SIDE, seconds), SIDE);
        return new Ceiling(gigaflops, bandwidths);
    }

    /// Times of products of two matrices `f32[side, side]`.
    static Timings product(Device device, int side, double seconds) {
        Literal ones = Literal.filled(TensorType.of(DType.F32, side, side), 1);
        try (Array a = Array.of(device, ones);
                Array b = Array.of(device, ones);
                Jit product = Jit.of(device, Tensor::matmul)) {
            product.call(a, b).close();
            Timings times = Timings.during(seconds);
            while (!times.isOver()) {
                product.call(a, b).close();
                times.done(1);
            }
            return times;
        }
    }

    /// The rate of the fastest of such products.
    static double gigaflops(Timings products, int side) {
        return 2.0 * side * side * side / products.best() / 1e6;
    }

    /// The rate of copies within so many bytes, a part of them a thread's: the best of some blocks,
    /// so that other work on the machine does not count.
    static double bandwidth(long size, double seconds) {
        double best = 0;
        for (int i = 0; i < BLOCKS; i++) {
            best = Math.max(best, block(size, seconds / BLOCKS));
        }
        return best;
    }

    private static double block(long size, double seconds) {
        int threads = threads();
        long half = size / threads / 2;
        DoubleAdder copied = new DoubleAdder();
        long nanos = (long) (seconds * 1e9);
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            all.add(Thread.ofPlatform().start(() -> copied.add(copies(half, nanos))));
        }
        try {
            for (Thread thread : all) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return copied.sum();
    }

    // Bytes read and written a nanosecond.
    private static double copies(long half, long nanos) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment from = arena.allocate(half, 64).fill((byte) 1);
            MemorySegment to = arena.allocate(half, 64).fill((byte) 2);
            long bytes = 0;
            long start = System.nanoTime();
            long now;
            do {
                to.copyFrom(from);
                bytes += 2 * half;
                now = System.nanoTime();
            } while (now - start < nanos);
            return (double) bytes / (now - start);
        }
    }

    /// The number of threads that measure memory: that of the device `cpu`.
    static int threads() {
        String set = System.getenv().getOrDefault("JACQUARD_THREADS", "");
        return set.matches("[1-9]\\d{0,3}")
                ? Integer.parseInt(set)
                : Runtime.getRuntime().availableProcessors();
    }

    /// The least microseconds in which the machine could do some work: those of its operations or
    /// of its bytes, whichever are more. The bytes move as fast as in a copy of the next larger
    /// size that was measured.
    double leastMicros(Profile.Cost cost) {
        SortedMap<Long, Double> larger = bandwidths.tailMap(cost.bytes());
        long size = larger.isEmpty() ? bandwidths.lastKey() : larger.firstKey();
        double moved = cost.bytes() / bandwidths.getOrDefault(size, Double.NaN) / 1e3;
        return Math.max(cost.operations() / gigaflops / 1e3, moved);
    }

    /// Its numbers by name.
    Map<String, Object> tree() {
        Map<String, Object> rates = new LinkedHashMap<>();
        bandwidths.forEach((size, rate) -> rates.put(Long.toString(size), rate));
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("gflops", gigaflops);
        tree.put("gigabytes_per_second", rates);
        return tree;
    }
}

package io.jacquard.cli;

import io.jacquard.recipe.Json;
import io.jacquard.runtime.Device;
import java.util.LinkedHashMap;
import java.util.Map;

/// Prints what this machine can do at most.
final class Roofs {
    private static final double SECONDS = 2;
    private static final int SIDE = 2048;
    private static final long MEMORY = 256L << 20;
    private static final long[] CACHES = {1L << 20, 4L << 20, 16L << 20, 64L << 20};

    private final Session session;

    Roofs(Session session) {
        this.session = session;
    }

    /// Prints 10^9 floating-point operations a second of a product `f32[2048, 2048]`.
    void matmul(Device device) {
        Timings times = Ceiling.product(device, SIDE, SECONDS);
        Map<String, Object> tree = times.tree("matmul");
        tree.put("gflops", Ceiling.gigaflops(times, SIDE));
        session.result(Json.text(tree));
    }

    /// Prints 10^9 bytes a second, read and written both counted, of copies on all threads, in
    /// memory far larger than the caches and in some sizes of caches.
    void memory() {
        rate("memory", MEMORY);
        for (long size : CACHES) {
            rate("cache", size);
        }
    }

    private void rate(String workload, long bytes) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("workload", workload);
        tree.put("bytes", bytes);
        tree.put("gigabytes_per_second", Ceiling.bandwidth(bytes, SECONDS));
        tree.put("threads", Ceiling.threads());
        session.result(Json.text(tree));
    }
}

package io.jacquard.cpu.plan;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Measures the parts of compiling a function.
final class Stopwatch {
    private final Map<String, Duration> parts = new LinkedHashMap<>();

    /// Does a piece of work and adds its time to a part's.
    <T> T time(String part, Supplier<T> work) {
        long start = System.nanoTime();
        try {
            return work.get();
        } finally {
            parts.merge(part, Duration.ofNanos(System.nanoTime() - start), Duration::plus);
        }
    }

    /// The time of each part, in the order in which they began.
    Map<String, Duration> parts() {
        return parts;
    }
}

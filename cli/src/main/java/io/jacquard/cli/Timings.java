package io.jacquard.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Times of one thing done again and again for a while.
final class Timings {
    private final long end;
    private final List<Double> millis = new ArrayList<>();
    private long last;

    private Timings(double seconds) {
        last = System.nanoTime();
        end = last + (long) (seconds * 1e9);
    }

    /// Begins now.
    ///
    /// @param seconds how long it is to be done
    static Timings during(double seconds) {
        return new Timings(seconds);
    }

    /// Says that it was done once more, or so many times at once.
    void done(int times) {
        long now = System.nanoTime();
        millis.add((now - last) / 1e6 / times);
        last = now;
    }

    /// Whether the time is over.
    boolean isOver() {
        return last >= end && !millis.isEmpty();
    }

    /// Number of times it was timed.
    int count() {
        return millis.size();
    }

    /// The shortest time in milliseconds.
    double best() {
        return Collections.min(millis);
    }

    /// The median time in milliseconds.
    double median() {
        List<Double> sorted = millis.stream().sorted().toList();
        int n = sorted.size();
        return (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
    }

    /// What is printed about it.
    Map<String, Object> tree(String workload) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("workload", workload);
        tree.put("best_ms", best());
        tree.put("median_ms", median());
        return tree;
    }
}

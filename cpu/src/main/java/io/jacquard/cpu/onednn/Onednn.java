package io.jacquard.cpu.onednn;

import io.jacquard.cpu.natives.NativesUnavailableException;
import java.util.Optional;

/// Whether oneDNN is there.
public final class Onednn {
    private Onednn() {}

    /// Begins to load the library on a thread of its own, so that it is ready, or nearly so, when
    /// it is needed. Returns at once; whether loading succeeds is what [#unavailable] says.
    public static void preload() {
        Thread.ofPlatform().daemon().name("jacquard-onednn").start(Onednn::load);
    }

    private static void load() {
        if (unavailable().isEmpty()) {
            try (var smallest = new Matmul(Matmul.Spec.of(1, 1, 1))) {
                smallest.scratchBytes();
            }
        }
    }

    /// Loads the library on the first call and says why it cannot be used, or returns nothing if it
    /// can. Must be asked before any [Operation] is created.
    public static Optional<NativesUnavailableException> unavailable() {
        return Library.failure();
    }
}

package io.jacquard.cpu.onednn;

import io.jacquard.cpu.natives.NativesUnavailableException;
import java.util.Optional;

/// Whether oneDNN is there.
public final class Onednn {
    private Onednn() {}

    /// Loads the library on the first call and says why it cannot be used, or returns nothing if it
    /// can. Must be asked before any [Operation] is created.
    public static Optional<NativesUnavailableException> unavailable() {
        return Library.failure();
    }
}

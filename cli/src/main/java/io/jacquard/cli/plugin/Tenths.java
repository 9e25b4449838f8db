package io.jacquard.cli.plugin;

import java.util.function.Consumer;

/// Tells each tenth of a file once.
final class Tenths {
    private final String file;
    private final long total;
    private final Consumer<String> notes;
    private long told;

    Tenths(String file, long total, Consumer<String> notes) {
        this.file = file;
        this.total = Math.max(1, total);
        this.notes = notes;
    }

    /// Says how many bytes are here.
    void at(long done) {
        long tenth = Math.min(10, 10 * done / total);
        if (tenth > told) {
            told = tenth;
            notes.accept("%s: %d %%".formatted(file, 10 * tenth));
        }
    }
}

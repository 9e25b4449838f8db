package io.jacquard.models.bert;

import io.jacquard.nn.checkpoint.CheckpointException;
import io.jacquard.nn.checkpoint.Config;
import java.nio.file.Path;
import java.util.Map;

/// The ids that a `tokenizer.json` gives.
public final class Vocabulary {
    private Vocabulary() {}

    /// Refuses a tokenizer that gives ids which a table has no row for.
    ///
    /// @param file a `tokenizer.json`
    /// @param rows of the model's table
    /// @throws CheckpointException if it is that of another model, or no such file
    public static void check(Path file, int rows) {
        int largest = largest(Config.read(file));
        if (largest >= rows) {
            throw new CheckpointException(
                    "%s: it gives ids up to %d, the model has %d tokens\n  expected the model's own tokenizer; this is that of another model"
                            .formatted(file, largest, rows));
        }
    }

    private static int largest(Config tokenizer) {
        Config vocabulary = tokenizer.in("model").in("vocab");
        int largest = -1;
        for (String piece : vocabulary.keys()) {
            largest = Math.max(largest, vocabulary.integer(piece));
        }
        if (tokenizer.has("added_tokens")) {
            for (Object added : tokenizer.list("added_tokens")) {
                if (added instanceof Map<?, ?> m && m.get("id") instanceof Long id) {
                    largest = Math.max(largest, Math.toIntExact(id));
                }
            }
        }
        return largest;
    }
}

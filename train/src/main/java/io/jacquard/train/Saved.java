package io.jacquard.train;

import io.jacquard.ir.Literal;
import io.jacquard.nn.checkpoint.Checkpoint;
import io.jacquard.nn.checkpoint.CheckpointException;
import io.jacquard.nn.checkpoint.Safetensors;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// A saved state of training: one safetensors file with all arrays, and what early stopping
/// remembers.
///
/// @param now the state
/// @param data how much data it was trained on
/// @param best what early stopping remembers
record Saved(Snapshot now, Extent data, Best best) {
    private static final String BEST = "best.";

    void write(Path file) {
        Map<String, Literal> all = new LinkedHashMap<>(now.arrays());
        best.values().forEach((name, value) -> all.put(BEST + name, value));
        Map<String, String> notes = new LinkedHashMap<>();
        notes.put("format", "jacquard-training-1");
        notes.put("step", Long.toString(now.step()));
        notes.put("epoch", Integer.toString(now.epoch()));
        notes.put("position", Integer.toString(now.position()));
        notes.put("examples", Integer.toString(data.examples()));
        notes.put("batch", Integer.toString(data.batch()));
        notes.put("best_loss", Double.toString(best.loss()));
        notes.put("best_epoch", Integer.toString(best.epoch()));
        Safetensors.write(file, all, notes);
    }

    static Saved read(Path file) {
        Checkpoint c = Safetensors.read(file);
        Map<String, Literal> now = new LinkedHashMap<>();
        Map<String, Literal> best = new LinkedHashMap<>();
        c.tensors()
                .forEach((name, value) -> {
                    if (name.startsWith(BEST)) {
                        best.put(name.substring(BEST.length()), value);
                    } else {
                        now.put(name, value);
                    }
                });
        try {
            Snapshot s =
                    new Snapshot(
                            now,
                            Long.parseLong(note(c, "step")),
                            Integer.parseInt(note(c, "epoch")),
                            Integer.parseInt(note(c, "position")));
            Extent data =
                    new Extent(
                            Integer.parseInt(note(c, "examples")),
                            Integer.parseInt(note(c, "batch")));
            Best b =
                    new Best(
                            Double.parseDouble(note(c, "best_loss")),
                            Integer.parseInt(note(c, "best_epoch")),
                            best);
            return new Saved(s, data, b);
        } catch (NumberFormatException e) {
            throw new CheckpointException(file + ": a note is no number: " + e.getMessage(), e);
        }
    }

    private static String note(Checkpoint c, String name) {
        String value = c.metadata().get(name);
        if (value == null) {
            throw new CheckpointException(
                    "this is no checkpoint of a training run: it has no note '" + name + "'");
        }
        return value;
    }

    /// The best epoch so far.
    ///
    /// @param loss its loss; infinite before the first epoch
    /// @param epoch its number, from 1; 0 before the first
    /// @param values the model's values after it, by name; empty if nobody wants them
    record Best(double loss, int epoch, Map<String, Literal> values) {
        static Best none() {
            return new Best(Double.POSITIVE_INFINITY, 0, Map.of());
        }
    }
}

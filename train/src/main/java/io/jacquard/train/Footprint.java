package io.jacquard.train;

import io.jacquard.runtime.CompileReport;
import java.util.LinkedHashMap;
import java.util.Map;

/// The memory that a training takes on its device, in bytes. Each lives as long as the trainer, so
/// the peak is the sum of all. Not counted: copies on the host, and what a device takes for the
/// code of compiled steps.
///
/// @param parameters the model's parameters and state
/// @param optimizer what the optimizer keeps, and the loss scale
/// @param batches the batches of all sizes that are trained on and measured, the numbers and keys
///   of a step, and the sums of losses and metrics
/// @param steps what compiled steps take for intermediate values, constants and scratch; see {@link
///   CompileReport#heldBytes}
public record Footprint(long parameters, long optimizer, long batches, long steps) {
    static Footprint of(Trainer trainer) {
        return new Footprint(
                trainer.model().parameters().stream()
                        .mapToLong(p -> trainer.model().array(p).buffer().heldBytes())
                        .sum(),
                trainer.states().stream().mapToLong(State::slotBytes).sum(),
                trainer.states().stream().mapToLong(State::sumBytes).sum()
                        + trainer.steps().stream().mapToLong(Step::inputBytes).sum(),
                trainer.steps().stream()
                        .map(Step::report)
                        .mapToLong(CompileReport::heldBytes)
                        .sum());
    }

    /// The most that is held at any time.
    public long peak() {
        return parameters + optimizer + batches + steps;
    }

    /// Its numbers by name, `peak` last.
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("parameters", parameters);
        tree.put("optimizer", optimizer);
        tree.put("batches", batches);
        tree.put("steps", steps);
        tree.put("peak", peak());
        return tree;
    }

    /// One line, in MB of 10^6 bytes.
    @Override
    public String toString() {
        return "memory: parameters %s, optimizer state %s, batches and metrics %s, steps %s; peak %s MB"
                .formatted(
                        megabytes(parameters),
                        megabytes(optimizer),
                        megabytes(batches),
                        megabytes(steps),
                        megabytes(peak()));
    }

    private static String megabytes(long bytes) {
        return "%.2f".formatted(bytes / 1e6);
    }
}

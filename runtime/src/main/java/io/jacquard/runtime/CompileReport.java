package io.jacquard.runtime;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What compiling made of a function.
///
/// @param device name of the device
/// @param duration time it took
/// @param instructions number of instructions of the function
/// @param items number of each kind of work item that a run executes, for example `onednn` or
///   `kernel`
/// @param arenaBytes bytes of memory for intermediate values
/// @param heldBytes bytes of memory that it and its runs take besides arguments and results, the
///   arena among them
/// @param notes one line for each thing the user should know, for example an operation that runs on
///   the interpreter
/// @param parts time that parts of the work took, in the order in which they began, for example
///   `passes` or `kernels`; empty if they were not measured. Parts that run at the same time add up
///   to more than the duration
public record CompileReport(
        String device,
        Duration duration,
        int instructions,
        Map<String, Integer> items,
        long arenaBytes,
        long heldBytes,
        List<String> notes,
        Map<String, Duration> parts) {
    /// Copies are kept.
    public CompileReport {
        items = Map.copyOf(items);
        notes = List.copyOf(notes);
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }
}

package io.jacquard.nn.checkpoint;

import io.jacquard.ir.Literal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Named arrays and notes about them: what a safetensors file holds.
///
/// {@snippet file="io/jacquard/nn/SnippetsTest.java" region="checkpoint"}
///
/// @param tensors the arrays by name, in the file's order
/// @param metadata free text by name
public record Checkpoint(Map<String, Literal> tensors, Map<String, String> metadata) {
    /// Copies of the maps are kept, in their order.
    public Checkpoint {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /// The array of that name.
    ///
    /// @throws CheckpointException if there is none
    public Literal tensor(String name) {
        Literal found = tensors.get(name);
        if (found == null) {
            throw new CheckpointException(
                    "no tensor '%s'; there are %s".formatted(name, tensors.keySet()));
        }
        return found;
    }
}

package io.jacquard.nn.checkpoint;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
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

    /// This with floating-point arrays of 16 bits as f32, which is exact; the others are the same.
    public Checkpoint widened() {
        Map<String, Literal> wide = new LinkedHashMap<>();
        tensors.forEach((name, value) -> wide.put(name, widened(value)));
        return new Checkpoint(wide, metadata);
    }

    private static Literal widened(Literal narrow) {
        DType dtype = narrow.type().dtype();
        if (dtype != DType.BF16 && dtype != DType.F16) {
            return narrow;
        }
        TensorType type = new TensorType(DType.F32, narrow.type().shape());
        Literal wide = Literal.of(type, Content.memory(type.bytes()));
        for (int i = 0; i < wide.elements(); i++) {
            wide.set(i, narrow.get(i));
        }
        return wide;
    }
}

package io.jacquard.nn.attention;

import io.jacquard.nn.init.Initializer;
import io.jacquard.nn.init.Initializers;
import java.util.List;

/// The maps before and after an attention: their names in a checkpoint, biases and first values.
///
/// A name is what stands before `weight` and `bias`, with its separator: `q_proj.` is
/// `q_proj.weight`, `in_proj_` is `in_proj_weight`.
///
/// @param inputs names of the maps to queries, keys and values; or one for all three, whose columns
///   are those of the queries, then of the keys, then of the values
/// @param output name of the map behind, which ends with a dot
/// @param bias which of them have a bias
/// @param initial weights before training
/// @param outputInitial the weight of the output before training
public record Projections(
        List<String> inputs,
        String output,
        Bias bias,
        Initializer initial,
        Initializer outputInitial) {
    /// Which maps have a bias.
    public enum Bias {
        /// None.
        NONE,
        /// Those to queries, keys and values.
        INPUTS,
        /// All.
        ALL
    }

    /// Copies the list, which has one or three names.
    public Projections {
        inputs = List.copyOf(inputs);
        if (inputs.size() != 1 && inputs.size() != 3) {
            throw new IllegalArgumentException(
                    "names of one or three maps are expected, got " + inputs);
        }
        if (!output.endsWith(".")) {
            throw new IllegalArgumentException(
                    "the name of the output ends with a dot, got '%s'".formatted(output));
        }
    }

    /// PyTorch's `nn.MultiheadAttention`: `in_proj_weight`, `in_proj_bias`, `out_proj.weight`,
    /// `out_proj.bias`. Weights start Glorot uniform.
    public static Projections fused() {
        return named("out_proj.", "in_proj_");
    }

    /// Maps of those names, with all biases, Glorot uniform at first.
    ///
    /// @param output name of the map behind
    /// @param inputs names of the three maps before, or of the one for all
    public static Projections named(String output, String... inputs) {
        Initializer glorot = Initializers.glorotUniform();
        return new Projections(List.of(inputs), output, Bias.ALL, glorot, glorot);
    }

    /// These with other biases.
    public Projections with(Bias other) {
        return new Projections(inputs, output, other, initial, outputInitial);
    }

    /// These with other weights before training.
    ///
    /// @param before of the maps before
    /// @param behind of the map behind
    public Projections starting(Initializer before, Initializer behind) {
        return new Projections(inputs, output, bias, before, behind);
    }
}

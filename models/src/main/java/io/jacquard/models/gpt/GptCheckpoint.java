package io.jacquard.models.gpt;

import io.jacquard.ir.Literal;
import io.jacquard.nn.attention.BlockConfig;
import io.jacquard.nn.attention.Residual;
import io.jacquard.nn.checkpoint.CheckpointException;
import io.jacquard.nn.checkpoint.Config;
import io.jacquard.nn.layer.Activation;
import java.util.LinkedHashMap;
import java.util.Map;

/// Hugging Face's files of GPT-2.
public final class GptCheckpoint {
    private static final String PREFIX = "transformer.";
    private static final String HEAD = "lm_head.weight";

    private GptCheckpoint() {}

    /// The sizes of a `config.json`; dropout is 0.
    ///
    /// @throws CheckpointException if a size is missing, or it asks for what {@link Gpt} does not
    ///   do
    public static GptConfig config(Config file) {
        int width = file.integer("n_embd");
        int hidden = file.has("n_inner") ? file.integer("n_inner") : 4 * width;
        double epsilon = file.has("layer_norm_epsilon") ? file.number("layer_norm_epsilon") : 1e-5;
        String name =
                file.has("activation_function") ? file.text("activation_function") : "gelu_new";
        refuse(file, "scale_attn_by_inverse_layer_idx", true);
        refuse(file, "scale_attn_weights", false);
        BlockConfig.Style style =
                new BlockConfig.Style(Residual.Order.BEFORE, activation(name), epsilon);
        BlockConfig block = new BlockConfig(width, file.integer("n_head"), hidden, 0, style);
        return new GptConfig(
                file.integer("vocab_size"),
                file.integer("n_positions"),
                file.integer("n_layer"),
                block);
    }

    private static void refuse(Config file, String key, boolean value) {
        if (file.has(key) && file.flag(key) == value) {
            throw new CheckpointException(
                    "the configuration has %s = %s\n  expected GPT-2's %s"
                            .formatted(key, value, !value));
        }
    }

    private static Activation activation(String name) {
        return switch (name) {
            case "gelu_new", "gelu_pytorch_tanh" -> Activation.geluTanh();
            case "gelu" -> Activation.gelu();
            case "relu" -> Activation.relu();
            default ->
                    throw new CheckpointException(
                            "the activation '%s' is not known\n  expected gelu_new, gelu_pytorch_tanh, gelu or relu"
                                    .formatted(name));
        };
    }

    /// The values of a checkpoint with the names of {@link Gpt}: without the prefix `transformer.`,
    /// the buffers of masks, and the map to logits, which is the table of tokens.
    ///
    /// @param checkpoint values by name
    public static Map<String, Literal> values(Map<String, Literal> checkpoint) {
        Map<String, Literal> values = new LinkedHashMap<>();
        checkpoint.forEach((name, value) -> {
            boolean mask = name.endsWith(".attn.bias") || name.endsWith(".attn.masked_bias");
            if (!mask && !name.equals(HEAD)) {
                values.put(name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name, value);
            }
        });
        return values;
    }
}

package io.jacquard.models.llama;

import io.jacquard.ir.Literal;
import io.jacquard.nn.attention.Heads;
import io.jacquard.nn.attention.Projections.Bias;
import io.jacquard.nn.attention.Rotary;
import io.jacquard.nn.checkpoint.CheckpointException;
import io.jacquard.nn.checkpoint.Config;
import io.jacquard.nn.checkpoint.PyTorch;
import java.util.LinkedHashMap;
import java.util.Map;

/// Hugging Face's files of Llama and of Qwen 2, which is a Llama with biases.
public final class LlamaCheckpoint {
    private static final String TABLE = "model.embed_tokens.weight";
    private static final String HEAD = "lm_head.weight";

    private LlamaCheckpoint() {}

    /// The sizes of a `config.json`, as versions of transformers before and from 5 on write it.
    ///
    /// @throws CheckpointException if a size is missing, or it asks for what {@link Llama} does not
    ///   do
    public static LlamaConfig config(Config file) {
        int width = file.integer("hidden_size");
        int count = file.integer("num_attention_heads");
        int groups = file.has("num_key_value_heads") ? file.integer("num_key_value_heads") : count;
        int size = file.has("head_dim") ? file.integer("head_dim") : width / count;
        Heads heads = new Heads(count, groups, size, Rotary.of(base(file), size));
        LlamaConfig.Sizes sizes =
                new LlamaConfig.Sizes(width, file.integer("intermediate_size"), heads);
        boolean tied = file.has("tie_word_embeddings") && file.flag("tie_word_embeddings");
        boolean qwen = file.has("model_type") && file.text("model_type").equals("qwen2");
        LlamaConfig config =
                new LlamaConfig(
                        file.integer("vocab_size"),
                        file.integer("max_position_embeddings"),
                        file.integer("num_hidden_layers"),
                        sizes,
                        new LlamaConfig.Style(
                                file.has("rms_norm_eps") ? file.number("rms_norm_eps") : 1e-6,
                                tied ? LlamaConfig.Head.TIED : LlamaConfig.Head.OWN,
                                qwen ? Bias.INPUTS : Bias.NONE));
        return scaled(file, config);
    }

    private static double base(Config file) {
        if (file.has("rope_parameters") && file.in("rope_parameters").has("rope_theta")) {
            return file.in("rope_parameters").number("rope_theta");
        }
        return file.has("rope_theta") ? file.number("rope_theta") : 10_000;
    }

    private static LlamaConfig scaled(Config file, LlamaConfig config) {
        String key = file.has("rope_parameters") ? "rope_parameters" : "rope_scaling";
        if (!file.has(key)) {
            return config;
        }
        Config rope = file.in(key);
        String kind = rope.has("rope_type") ? "rope_type" : "type";
        String type = rope.has(kind) ? rope.text(kind) : "default";
        return switch (type) {
            case "default" -> config;
            case "linear" -> {
                double factor = rope.number("factor");
                yield config.withScaling(f -> f / factor);
            }
            case "llama3" ->
                    config.withScaling(
                            new RopeScaling(
                                    rope.number("factor"),
                                    rope.number("low_freq_factor"),
                                    rope.number("high_freq_factor"),
                                    rope.number("original_max_position_embeddings")));
            default ->
                    throw new CheckpointException(
                            "the rotary positions '%s' are not known\n  expected default, linear or llama3"
                                    .formatted(type));
        };
    }

    /// The values of a checkpoint in the layout of {@link Llama}.
    ///
    /// @param checkpoint values by name
    /// @param config the sizes: a map to logits is left out where the table of tokens is used
    public static Map<String, Literal> values(Map<String, Literal> checkpoint, LlamaConfig config) {
        Map<String, Literal> kept = new LinkedHashMap<>(checkpoint);
        kept.keySet().removeIf(name -> name.endsWith("rotary_emb.inv_freq"));
        if (config.style().head() == LlamaConfig.Head.TIED) {
            kept.remove(HEAD);
        }
        return PyTorch.values(kept, TABLE::equals);
    }
}

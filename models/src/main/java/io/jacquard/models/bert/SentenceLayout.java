package io.jacquard.models.bert;

import io.jacquard.data.DataException;
import io.jacquard.nn.checkpoint.CheckpointException;
import io.jacquard.nn.checkpoint.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What the files of a folder of sentence-transformers say: where the encoder is, how its output
/// becomes one vector, and how long a text may be.
///
/// @param folder of the encoder's files
/// @param pooling how the vectors of the tokens become one
/// @param normalized whether that vector is brought to length 1
/// @param limit most tokens of a text
/// @param config sizes of the encoder
record SentenceLayout(
        Path folder, Pooling pooling, boolean normalized, int limit, BertConfig config) {
    private static final String MODULES = "modules.json";
    private static final List<String> SUPPORTED = List.of("Transformer", "Pooling", "Normalize");

    /// How the vectors of the tokens become one.
    enum Pooling {
        /// Their mean.
        MEAN,
        /// That of the first token.
        CLS,
        /// Their largest values.
        MAX
    }

    /// Reads the files.
    ///
    /// @throws CheckpointException if one is missing or asks for what is not computed here
    static SentenceLayout read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw DataException.of(
                    folder,
                    "there is no such folder",
                    "expected a model as Hugging Face lays it out: %s, config.json, tokenizer.json, model.safetensors"
                            .formatted(MODULES),
                    "give the folder that holds these files");
        }
        List<Config> modules = Config.readList(folder.resolve(MODULES));
        List<String> kinds = modules.stream().map(SentenceLayout::kind).toList();
        for (String kind : kinds) {
            if (!SUPPORTED.contains(kind)) {
                throw new CheckpointException(
                        "%s: a module %s\n  expected only %s; this model cannot be computed"
                                .formatted(folder.resolve(MODULES), kind, SUPPORTED));
            }
        }
        if (kinds.size() < 2 || !kinds.subList(0, 2).equals(SUPPORTED.subList(0, 2))) {
            throw new CheckpointException(
                    "%s: the modules are %s\n  expected Transformer, then Pooling"
                            .formatted(folder.resolve(MODULES), kinds));
        }
        Path encoder = folder.resolve(modules.getFirst().text("path"));
        BertConfig config = BertConfig.read(encoder.resolve("config.json"));
        Path pooling = folder.resolve(modules.get(1).text("path")).resolve("config.json");
        return new SentenceLayout(
                encoder,
                pooling(pooling, Config.read(pooling)),
                kinds.contains("Normalize"),
                limit(encoder, config),
                config);
    }

    private static String kind(Config module) {
        String type = module.text("type");
        return type.substring(type.lastIndexOf('.') + 1);
    }

    private static Pooling pooling(Path file, Config c) {
        List<String> wanted =
                c.has("pooling_mode")
                        ? List.of("pooling_mode_" + c.text("pooling_mode"))
                        : c.keys().stream()
                                .filter(key -> key.startsWith("pooling_mode_") && c.flag(key))
                                .toList();
        return switch (String.join(" and ", wanted)) {
            case "pooling_mode_mean_tokens", "pooling_mode_mean" -> Pooling.MEAN;
            case "pooling_mode_cls_token", "pooling_mode_cls" -> Pooling.CLS;
            case "pooling_mode_max_tokens", "pooling_mode_max" -> Pooling.MAX;
            default ->
                    throw new CheckpointException(
                            "%s: the pooling is %s\n  expected one of mean, cls and max"
                                    .formatted(file, wanted));
        };
    }

    private static int limit(Path encoder, BertConfig config) {
        int context = config.tables().context();
        Path file = encoder.resolve("sentence_bert_config.json");
        if (!Files.exists(file)) {
            return context;
        }
        Config c = Config.read(file);
        return c.has("max_seq_length") ? Math.min(context, c.integer("max_seq_length")) : context;
    }
}

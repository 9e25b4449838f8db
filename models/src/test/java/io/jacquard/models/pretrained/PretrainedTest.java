package io.jacquard.models.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jacquard.ir.Literal;
import io.jacquard.models.generate.Generation;
import io.jacquard.models.generate.GenerationException;
import io.jacquard.models.generate.Generator;
import io.jacquard.models.generate.TextGenerator;
import io.jacquard.models.llama.Llama2cTokens;
import io.jacquard.nn.checkpoint.CheckpointException;
import io.jacquard.runtime.Device;
import io.jacquard.testkit.ArrayAssert;
import io.jacquard.testkit.Fixtures;
import io.jacquard.testkit.Tolerance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real weights.
class PretrainedTest {
    private static final String STORY =
            "Once upon a time, there was a little girl named Lily. She loved to play outside in the park. One day, she saw a big, red ball. She wanted to play with it, but it was too high";

    @TempDir private Path folder;

    @Test
    void storiesAreToldWordForWord() {
        Path file = FilesOfTests.of("stories260K/stories260K.bin");
        try (var device = Device.open("cpu");
                var story = Pretrained.open(file, device);
                var generator = Generator.of(story.model())) {
            List<String> pieces = new ArrayList<>();
            var writer = TextGenerator.of(generator, story.codec());

            String text = writer.generate("", Generation.greedy(200), pieces::add);

            assertThat(text).startsWith(STORY);
            assertThat(String.join("", pieces)).isEqualTo(text);
            assertThat(pieces).hasSizeGreaterThan(100);
        }
    }

    @Test
    void promptOfAStoryGoesOn() {
        Path file = FilesOfTests.of("stories260K/stories260K.bin");
        try (var device = Device.open("cpu");
                var story = Pretrained.open(file, device);
                var generator = Generator.of(story.model())) {
            var writer = TextGenerator.of(generator, story.codec());

            assertThat(
                            "Once upon a time, there"
                                    + writer.generate(
                                            "Once upon a time, there", Generation.greedy(60)))
                    .startsWith(STORY.substring(0, 80));
            assertThat(writer.stoppingAt(List.of("girl")).generate("", Generation.greedy(60)))
                    .isEqualTo("Once upon a time, there was a little ");
            assertThatExceptionOfType(GenerationException.class)
                    .isThrownBy(() -> writer.generate("a ".repeat(600), Generation.greedy(1)))
                    .withMessageContaining("shorten the prompt");
        }
    }

    @Test
    void tokensOfStoriesKeepTheText() {
        var tokens = Llama2cTokens.read(FilesOfTests.of("stories260K/tok512.bin"));
        for (String text : List.of("", "Once upon a time", "naïve 猫 🐈\n\t x", "  two")) {
            assertThat(tokens.decode(tokens.encode(text))).isEqualTo(text);
        }
        assertThat(tokens.size()).isEqualTo(512);
    }

    @Test
    void logitsOfTinyGpt2AreThoseOfTransformers() {
        Path weights = FilesOfTests.of("tiny_gpt2");
        var golden = Fixtures.load("tiny-gpt2");
        var ids = golden.tensor("ids");
        try (var device = Device.open("cpu");
                var gpt = Pretrained.open(weights, device)) {
            Literal logits = gpt.model().predict(ids);

            ArrayAssert.assertThat(logits)
                    .isCloseTo(golden.tensor("logits"), Tolerance.CONTRACTION);
            for (var text : golden.json().at("texts").list()) {
                assertThat(gpt.codec().encode(text.at("text").text()))
                        .isEqualTo(
                                text.at("ids").list().stream().map(n -> (int) n.number()).toList());
            }
            assertThat(gpt.codec().decode(List.of(16, 17, 18, 20)))
                    .isEqualTo(" lowest newer wider");
        }
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        try (var device = Device.open("reference")) {
            assertThatExceptionOfType(CheckpointException.class)
                    .isThrownBy(() -> Pretrained.open(folder, device))
                    .withMessageContaining("[model] there is no language model here")
                    .withMessageContaining("which has no config.json");
            Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"t5\"}");
            Files.writeString(folder.resolve("vocab.json"), "{\"a\": 0}");
            Files.writeString(folder.resolve("merges.txt"), "#version: 0.2\n");
            Files.copy(
                    FilesOfTests.of("tiny_gpt2/model.safetensors"),
                    folder.resolve("model.safetensors"));
            assertThatExceptionOfType(CheckpointException.class)
                    .isThrownBy(() -> Pretrained.open(folder, device))
                    .withMessageContaining("got model_type 't5'")
                    .withMessageContaining("expected gpt2, llama or qwen2");
            Path bin = folder.resolve("x.bin");
            Files.write(bin, new byte[40]);
            assertThatExceptionOfType(CheckpointException.class)
                    .isThrownBy(() -> Pretrained.open(bin, device))
                    .withMessageContaining("these are no sizes of a model");
        }
    }
}

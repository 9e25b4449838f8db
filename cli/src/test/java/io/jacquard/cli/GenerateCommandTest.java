package io.jacquard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jacquard.data.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateCommandTest {
    @TempDir private Path folder;

    private static String weights(String name) {
        Path path = DataFolder.of("tiny-weights").resolve(name);
        assumeTrue(Files.exists(path), "the weights are missing: no " + path);
        return path.toString();
    }

    @Test
    void storyIsShown() {
        String model = weights("stories260K/stories260K.bin");

        var answer = Typed.of("generate", model, "--max-tokens", "40");
        var same = Typed.of("generate", model, "--max-tokens", "40", "--temperature", "0");
        var drawn =
                Typed.of(
                        "generate",
                        model,
                        "--prompt",
                        "One day",
                        "--temperature",
                        "1",
                        "--top-k",
                        "50",
                        "--seed",
                        "3",
                        "--json");

        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(answer.out())
                .startsWith("Once upon a time, there was a little girl named Lily.");
        assertThat(same.out()).isEqualTo(answer.out());
        assertThat(drawn.out()).startsWith("{").contains("\"prompt\": \"One day\"");
    }

    @Test
    void mistakesAreFourLines() {
        String story = weights("stories260K/stories260K.bin");
        assertThat(Typed.of("generate", "no-such-model"))
                .satisfies(a -> {
                    assertThat(a.code()).isEqualTo(Commands.FAILED);
                    assertThat(a.err())
                            .contains("[generate] there is no such model", "got 'no-such-model'");
                    assertThat(a.err().strip().lines()).hasSize(4);
                });
        assertThat(Typed.of("generate", story, "--prompt", "a ".repeat(900)))
                .satisfies(a -> {
                    assertThat(a.code()).isEqualTo(Commands.FAILED);
                    assertThat(a.err()).contains("the model's context 512", "shorten the prompt");
                });
        assertThat(Typed.of("generate", story, "--top-p", "2").code()).isEqualTo(Commands.TYPED);
    }

    @Test
    void tokenizerThatDoesNotFitIsRefused() throws IOException {
        Path tiny = Path.of(weights("tiny_gpt2"));
        for (String name : new String[] {"config.json", "model.safetensors"}) {
            Files.copy(tiny.resolve(name), folder.resolve(name));
        }
        Files.writeString(folder.resolve("merges.txt"), "#version: 0.2\n");
        StringBuilder large = new StringBuilder("{\"a\": 0");
        for (int i = 1; i < 30; i++) {
            large.append(", \"a").append(i).append("\": ").append(i);
        }
        Files.writeString(folder.resolve("vocab.json"), large.append("}"));

        var answer = Typed.of("generate", folder.toString(), "--prompt", "a");

        assertThat(answer.code()).isEqualTo(Commands.FAILED);
        assertThat(answer.err())
                .contains(
                        "[generate] the tokenizer does not fit the model",
                        "it has 30 tokens, the model 21");
    }

    @Test
    void runThatLearnedATextWrites() throws IOException {
        Path text = folder.resolve("input.txt");
        Files.writeString(text, "abcd\n".repeat(300));
        String run = folder.resolve("run").toString();

        var trained =
                Typed.of(
                        "train",
                        "shakespeare-gpt",
                        "--set",
                        "data.path=" + text,
                        "--set",
                        "data.context=16",
                        "--set",
                        "data.windows=120",
                        "--set",
                        "train.epochs=4",
                        "--set",
                        "train.rate=0.01",
                        "--set",
                        "model.layers=[{gpt: {vocabulary: 5, width: 16, heads: 2, blocks: 1}}]",
                        "--out",
                        run);

        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(trained.out()).contains("it writes:", "model and report in");
        assertThat(Files.readString(Path.of(run, "sample.txt"))).hasSizeGreaterThan(400);
        var written = Typed.of("generate", run, "--prompt", "ab", "--max-tokens", "40");
        assertThat(written.code()).as(written.err()).isZero();
        assertThat(written.out().strip()).isEqualTo("abcd\n".repeat(8) + "ab");
        assertThat(Typed.of("evaluate", run).code()).isZero();
        assertThat(Typed.of("generate", run, "--prompt", "xyz").err())
                .contains("the text has what the model does not know");
    }
}

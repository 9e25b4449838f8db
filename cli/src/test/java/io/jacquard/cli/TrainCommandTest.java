package io.jacquard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.recipe.Recipe;
import io.jacquard.recipe.Run;
import io.jacquard.runtime.Device;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is wrong with files, folders and devices: exit code 1, one clear message, nothing lost.
class TrainCommandTest {
    @TempDir private Path folder;

    private Typed train(String... more) {
        var all = new java.util.ArrayList<>(List.of("train", "mnist"));
        all.addAll(List.of("--set", "data.train_limit=64", "--set", "train.epochs=1"));
        all.addAll(List.of("--set", "data.test_limit=64"));
        all.addAll(List.of("--device", "reference", "--out", folder.resolve("run").toString()));
        all.addAll(List.of(more));
        return Typed.of(all.toArray(String[]::new));
    }

    private static void assertFailed(Typed answer, String... messages) {
        assertThat(answer.err()).contains(messages).doesNotContain("\tat ", "bug in Jacquard");
        assertThat(answer.out()).isEmpty();
        assertThat(answer.code()).isEqualTo(1);
    }

    @Test
    void anOccupiedFolderIsLeftAsItIs() throws IOException {
        var run = Files.createDirectories(folder.resolve("run"));
        Files.writeString(run.resolve("mine.txt"), "mine");

        assertFailed(train(), "is not empty", "--out");

        assertThat(run.resolve("mine.txt")).hasContent("mine");
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Files.createFile(folder.resolve("run"));

        assertFailed(train(), folder.resolve("run").toString());
    }

    @Test
    void aFolderInUseIsRefused() {
        try (var device = Device.open("reference");
                var _ = Run.start(Recipe.of("mnist"), folder.resolve("run"), device)) {
            assertFailed(train(), "is in use");
            assertFailed(Typed.of("resume", folder.resolve("run").toString()), "is in use");
        }
    }

    @Test
    void anAbsentDeviceIsNoReasonToTakeAnother() {
        assertFailed(
                Typed.of("train", "mnist", "--device", "abacus", "--out", folder + "/run"),
                "no device 'abacus'; there are");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    'train: {epohcs: 3}'       | did you mean 'train.epochs'?
                    'train: {epochs: many}'    | expected a whole number
                    'train: [1, 2'             | is no YAML
                    'just words'               | is no recipe
                    'model: {layers: [conv9]}' | no layer 'conv9'
                    """)
    void aWrongFileOfARecipeIsWrongContent(String text, String message) throws IOException {
        var file = Files.writeString(folder.resolve("mine.yaml"), text);

        assertFailed(
                Typed.of("train", file.toString(), "--out", folder.resolve("run").toString()),
                message);
    }

    @Test
    void aRecipeThatIsNotThereIsNamed() {
        assertFailed(Typed.of("train", "no/such.yaml"), "no recipe file no/such.yaml");
    }

    @Test
    void dataThatAreNotThereLeaveTheFolderFreeForTheNextTry() {
        assertFailed(train("--set", "data.path=/no/such/folder"), "/no/such/folder");

        assertThat(train().code()).isZero();
    }

    @Test
    void damagedIdxFilesAreToldApart() throws IOException {
        var data = digits(4, new byte[] {1, 2, 3, 4});
        assertFailed(train("--set", "data.path=" + truncated(data)), "train-images-idx3-ubyte");

        data = digits(4, new byte[] {1, 2, 3});
        assertFailed(train("--set", "data.path=" + data), "4", "3");

        data = digits(4, new byte[] {1, 2, 3, 10});
        assertFailed(train("--set", "data.path=" + data), "10");

        data = digits(4, new byte[] {1, 2, 3, 4});
        Files.write(data.resolve("train-labels-idx1-ubyte"), new byte[] {1, 2, 3, 4, 0, 0, 0, 0});
        assertFailed(train("--set", "data.path=" + data), "train-labels-idx1-ubyte");
    }

    private static Path truncated(Path data) throws IOException {
        var images = data.resolve("train-images-idx3-ubyte");
        var all = Files.readAllBytes(images);
        Files.write(images, java.util.Arrays.copyOf(all, all.length - 100));
        return data;
    }

    private Path digits(int count, byte[] labels) throws IOException {
        var data = Files.createDirectories(folder.resolve("digits"));
        for (String part : List.of("train", "t10k")) {
            var images = ByteBuffer.allocate(16 + count * 28 * 28);
            images.putInt(0x803).putInt(count).putInt(28).putInt(28);
            Files.write(data.resolve(part + "-images-idx3-ubyte"), images.array());
            var classes = ByteBuffer.allocate(8 + labels.length);
            classes.putInt(0x801).putInt(labels.length).put(labels);
            Files.write(data.resolve(part + "-labels-idx1-ubyte"), classes.array());
        }
        return data;
    }

    @Test
    void aLossThatIsNotFiniteStopsTheRunAndNamesTheStep() {
        var answer =
                train(
                        "--set",
                        "data.train_limit=256",
                        "--set",
                        "train.optimizer=sgd",
                        "--set",
                        "train.rate=1e6");

        assertFailed(answer, "is not finite", "step ", "operation", "parameter ");
    }

    @ParameterizedTest
    @CsvSource({"test, the validation loss is", "none, the loss over 64 examples is"})
    void aLossThatIsNotFiniteAfterTheLastStepIsNoResult(String validation, String message) {
        // One step makes all weights about 1e6, and the product of seven layers too large.
        var answer =
                train(
                        "--set",
                        "data.train_limit=32",
                        "--set",
                        "train.rate=1e6",
                        "--set",
                        "model.layers=[flatten" + ", {linear: 8}".repeat(6) + ", {linear: 10}]",
                        "--set",
                        "data.validation=" + validation);

        assertFailed(answer, message, "operation");
        assertThat(folder.resolve("run").resolve("result.json")).doesNotExist();
    }

    @Test
    void aFolderWithoutARunCannotBeGoneOnWith() {
        assertFailed(Typed.of("resume", folder.toString()), "is no folder of a run");
    }
}

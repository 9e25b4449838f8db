package io.jacquard.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jacquard.data.image.Mnist;
import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.nn.checkpoint.Safetensors;
import io.jacquard.runtime.Device;
import io.jacquard.train.Callback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunTest {
    private static final List<String> SMALL =
            List.of(
                    "data.train_limit=1920",
                    "data.test_limit=500",
                    "train.epochs=2",
                    "log.every=10",
                    "checkpoint.every=25");
    private static final Callback QUIET = new Callback() {};

    private static Device device;
    @TempDir private Path folder;

    @BeforeAll
    static void open() {
        device = Device.open("cpu");
    }

    @AfterAll
    static void close() {
        device.close();
    }

    private static Recipe small(String... more) {
        return Recipe.of("mnist").with(SMALL).with(List.of(more));
    }

    private static Run.Outcome train(Recipe recipe, Path folder, Callback callback) {
        try (Run run = Run.start(recipe, folder, device)) {
            return run.train(callback);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rmsprop", "adagrad", "lion", "adafactor"})
    void everyOptimizerLearnsDigits(String optimizer) {
        String rate =
                switch (optimizer) {
                    case "lion" -> "3e-4";
                    case "adafactor" -> "0.03";
                    case "adagrad" -> "0.01";
                    default -> "0.001";
                };

        var outcome =
                train(
                        small("train.optimizer=" + optimizer, "train.rate=" + rate),
                        folder.resolve("run"),
                        QUIET);

        assertThat(outcome.result().get("test"))
                .isInstanceOfSatisfying(
                        Map.class, m -> assertThat((double) m.get("accuracy")).isGreaterThan(0.75));
    }

    @Test
    void groupsAveragesAndAccumulationAreSettingsOfARecipe() {
        var recipe =
                small(
                        "train.optimizer=adamw",
                        "train.groups=[{match: \"*.bias\", weight_decay: 0, rate: 1e-4}]",
                        "train.average=0.9",
                        "train.accumulate=2",
                        "train.schedule=cosine",
                        "train.batch=16");

        assertThat(train(recipe, folder.resolve("run"), QUIET).finished()).isTrue();
        assertThatThrownBy(() ->
                        train(
                                small("train.groups=[{match: \"*.bais\", rate: 0}]"),
                                folder.resolve("other"),
                                QUIET))
                .hasMessageContaining("no trained parameter is named as '*.bais'");
        assertThatThrownBy(() ->
                        train(
                                small("train.groups=[{match: \"*\", rat: 0}]"),
                                folder.resolve("other"),
                                QUIET))
                .hasMessageContaining("unknown key 'rat' - did you mean 'rate'?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tf32", "bf16", "f16"})
    void digitsAreLearnedAsWellInOtherPrecisions(String precision) throws IOException {
        List<String> all = List.of("train.epochs=2", "data.test_limit=0", "data.train_limit=0");
        Path dir = folder.resolve(precision);

        double wide = accuracy(train(small().with(all), folder.resolve("f32"), QUIET).result());
        double other =
                accuracy(
                        train(small("train.precision=" + precision).with(all), dir, QUIET)
                                .result());

        assertThat(wide).isGreaterThan(0.96);
        assertThat(other).isCloseTo(wide, within(0.005));
        assertThat(Safetensors.read(dir.resolve("model.safetensors")).tensors().values())
                .allMatch(l -> l.type().dtype() == DType.F32);
        assertThat(accuracy(Map.of("test", Run.evaluate(dir, List.of(), device)))).isEqualTo(other);
    }

    @Test
    void aFinishedRunIsASavedModelWithEverythingBesideIt() throws IOException {
        Path dir = folder.resolve("run");

        Run.Outcome outcome = train(small(), dir, QUIET);

        assertThat(outcome.finished()).isTrue();
        for (String file :
                List.of(
                        "config.yaml",
                        "metrics.jsonl",
                        "result.json",
                        "loss.png",
                        "accuracy.png",
                        "confusion.png",
                        "report.html",
                        "model.safetensors",
                        "model.yaml")) {
            assertThat(dir.resolve(file)).isNotEmptyFile();
        }
        assertThat(Files.readAllLines(dir.resolve("metrics.jsonl"))).hasSize(12 + 2);
        assertThat(accuracy(outcome.result())).isGreaterThan(0.75);
        assertThat(accuracy(Map.of("test", Run.evaluate(dir, List.of(), device))))
                .isEqualTo(accuracy(outcome.result()));
        try (SavedModel saved = SavedModel.load(dir, device)) {
            Literal digit = Mnist.embedded().test().take(1).column("features");
            SavedModel.Prediction p = saved.predict(digit.reshape(28, 28, 1));
            assertThat(p.label()).isEqualTo("7");
            assertThat(p.probabilities()).hasSize(10);
            assertThat(p.probability()).isBetween(0.1, 1.0);
        }
    }

    private static double accuracy(Map<String, Object> result) {
        return (Double) ((Map<?, ?>) result.get("test")).get("accuracy");
    }

    @Test
    void aRunInterruptedAndResumedGivesTheSameBytes() throws IOException {
        Recipe recipe = small("augment.shift=1");
        train(recipe, folder.resolve("whole"), QUIET);
        Path cut = folder.resolve("cut");

        assertThat(train(recipe, cut, stoppingAt(80)).finished()).isFalse();
        try (Run run = Run.reopen(cut, device)) {
            assertThat(run.isFinished()).isFalse();
            assertThat(run.train(QUIET).finished()).isTrue();
        }

        assertThat(cut.resolve("model.safetensors"))
                .hasSameBinaryContentAs(folder.resolve("whole/model.safetensors"));
        assertThat(steps(cut)).isEqualTo(steps(folder.resolve("whole")));
    }

    private static Callback stoppingAt(long step) {
        return new Callback() {
            @Override
            public Verdict onProgress(Progress p) {
                return p.step() >= step ? Verdict.STOP : Verdict.CONTINUE;
            }
        };
    }

    @Test
    void aResidualNetworkResumesWithItsRunningStatisticsAndIsSavedWithThem() throws IOException {
        Recipe recipe =
                small(
                        "model.layers=[{resnet: {blocks: [1, 1], width: 8, stem: cifar, classes: 10}}]",
                        "data.train_limit=1280",
                        "train.rate=0.01",
                        "checkpoint.every=15");
        Path whole = folder.resolve("whole");
        Run.Outcome outcome = train(recipe, whole, QUIET);
        Path cut = folder.resolve("cut");

        assertThat(train(recipe, cut, stoppingAt(60)).finished()).isFalse();
        try (Run run = Run.reopen(cut, device)) {
            assertThat(run.train(QUIET).finished()).isTrue();
        }

        assertThat(cut.resolve("model.safetensors"))
                .hasSameBinaryContentAs(whole.resolve("model.safetensors"));
        assertThat(accuracy(outcome.result())).isGreaterThan(0.25); // PyTorch: 0.21 to 0.39
        assertThat(accuracy(Map.of("test", Run.evaluate(whole, List.of(), device))))
                .isEqualTo(accuracy(outcome.result()));
    }

    private static List<String> steps(Path run) throws IOException {
        return Files.readAllLines(run.resolve("metrics.jsonl")).stream()
                .map(l -> l.replaceAll("\"seconds\": [0-9.E-]+", ""))
                .toList();
    }

    @Test
    void aRunKilledBeforeItsFirstCheckpointStartsAgain() throws IOException {
        Path dir = folder.resolve("killed");
        Run.start(small(), dir, device).close();
        Files.writeString(
                dir.resolve("metrics.jsonl"), "{\"step\": 10, \"epoch\": 1, \"loss\": 2.0}\n{\"st");

        try (Run run = Run.reopen(dir, device)) {
            assertThat(run.train(QUIET).finished()).isTrue();
        }

        assertThat(Files.readAllLines(dir.resolve("metrics.jsonl"))).hasSize(14);
    }

    @Test
    void anOccupiedFolderIsLeftAlone() throws IOException {
        Path dir = Files.createDirectory(folder.resolve("mine"));
        Files.writeString(dir.resolve("letter.txt"), "dear");

        assertThatThrownBy(() -> Run.start(small(), dir, device))
                .isInstanceOf(RecipeException.class)
                .hasMessageContaining("is not empty");
        assertThat(dir.resolve("letter.txt")).hasContent("dear");
        assertThat(dir.resolve("config.yaml")).doesNotExist();
    }

    @Test
    void aFolderInUseIsRefused() {
        Path dir = folder.resolve("busy");
        try (Run run = Run.start(small(), dir, device)) {
            assertThat(run.isFinished()).isFalse();
            assertThatThrownBy(() -> Run.reopen(dir, device))
                    .hasMessageContaining("in use by another process");
        }
    }

    @Test
    void aFolderWithoutARunIsRefused() {
        assertThatThrownBy(() -> Run.reopen(folder, device)).hasMessageContaining("config.yaml");
        assertThatThrownBy(() -> SavedModel.load(folder, device))
                .hasMessageContaining("no saved model");
    }

    @Test
    void stoppingEarlyByTheTestDataIsRefused() {
        Recipe recipe = small("train.patience=2");

        assertThatThrownBy(() -> train(recipe, folder.resolve("cheat"), QUIET))
                .hasMessageContaining("would choose by the test data");
    }

    @Test
    void standardizationIsFittedOnTheTrainingPartAndSaved() {
        Path dir = folder.resolve("standard");
        train(small("preprocess.standardize=values"), dir, QUIET);

        try (SavedModel saved = SavedModel.load(dir, device)) {
            float[] mean = saved.model().array(saved.model().parameter("preprocess.mean")).floats();
            float[] deviation =
                    saved.model().array(saved.model().parameter("preprocess.deviation")).floats();
            assertThat(mean[14 * 28 + 14]).isBetween(0.2f, 0.8f);
            assertThat(mean[0]).isZero();
            assertThat(deviation[0]).isOne();
        }
    }
}

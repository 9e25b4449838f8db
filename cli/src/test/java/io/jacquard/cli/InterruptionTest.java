package io.jacquard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// However a run is ended, going on with it gives the bytes of the whole run.
class InterruptionTest {
    private static final String WEIGHTS = "model.safetensors";

    @TempDir private static Path folder;

    @BeforeAll
    static void trainWithoutInterruption() {
        assertThat(Typed.of(train("whole")).code()).isZero();
    }

    private static String[] train(String name) {
        List<String> all = new ArrayList<>(List.of("train", "mnist"));
        for (String setting :
                List.of(
                        "data.train_limit=1500",
                        "data.test_limit=200",
                        "train.epochs=3",
                        "checkpoint.every=20",
                        "log.every=5")) {
            all.addAll(List.of("--set", setting));
        }
        all.addAll(List.of("--out", folder.resolve(name).toString()));
        return all.toArray(String[]::new);
    }

    private static void assertResumedIsTheWhole(String name) throws IOException {
        var answer = Typed.of("resume", folder.resolve(name).toString());

        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(Files.readAllBytes(folder.resolve(name).resolve(WEIGHTS)))
                .isEqualTo(Files.readAllBytes(folder.resolve("whole").resolve(WEIGHTS)));
    }

    @Test
    void aRunAskedToEndSavesItsStateFirst() throws IOException {
        var interruption = new Interruption();
        interruption.ask();

        var answer = Typed.with(interruption, "", train("asked"));

        assertThat(answer.code()).isEqualTo(130);
        assertThat(answer.err()).contains("the state is saved", "./jacquard resume ");
        assertThat(folder.resolve("asked").resolve(WEIGHTS)).doesNotExist();
        assertResumedIsTheWhole("asked");
    }

    @Test
    void aSignalLetsTheRunSaveItsState() throws IOException, InterruptedException {
        var child = Child.start(folder.resolve("signal.log"), Map.of(), train("signal"));
        child.awaitLines(folder.resolve("signal"), 3);

        child.process().destroy();

        assertThat(child.process().waitFor()).as(child.text()).isEqualTo(130);
        assertThat(child.text()).contains("./jacquard resume ").doesNotContain("\tat ");
        assertResumedIsTheWhole("signal");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 17})
    void aKilledRunLosesNothingThatCounts(int lines) throws IOException, InterruptedException {
        var name = "killed" + lines;
        var child =
                Child.start(
                        folder.resolve(name + ".log"),
                        Map.of("JACQUARD_THREADS", "1"),
                        train(name));
        child.awaitLines(folder.resolve(name), lines);

        child.process().destroyForcibly().waitFor();

        assertResumedIsTheWhole(name);
    }

    @ParameterizedTest
    @CsvSource({
        "train_limit: 1500, train_limit: 1400, 1400 examples an epoch in batches of 32",
        "batch: 32, batch: 30, 1500 examples an epoch in batches of 30"
    })
    void dataThatAreNotThoseOfTheCheckpointAreRefused(String old, String now, String found)
            throws IOException {
        var name = now.replaceAll("\\W+", "-");
        var interruption = new Interruption();
        interruption.ask();
        assertThat(Typed.with(interruption, "", train(name)).code()).isEqualTo(130);
        var config = folder.resolve(name).resolve("config.yaml");
        var recipe = Files.readString(config);
        assertThat(recipe).contains(old);

        Files.writeString(config, recipe.replace(old, now));
        var answer = Typed.of("resume", folder.resolve(name).toString());

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.err())
                .contains("expected 1500 examples an epoch in batches of 32", "found " + found)
                .doesNotContain("\tat ");
        Files.writeString(config, recipe);
        assertResumedIsTheWhole(name);
    }
}

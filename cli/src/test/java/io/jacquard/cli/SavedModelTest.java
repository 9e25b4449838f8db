package io.jacquard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.data.image.Images;
import io.jacquard.data.image.Mnist;
import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A model trained by one command and used by the others.
class SavedModelTest {
    @TempDir private static Path folder;
    private static String run = "";
    private static Typed trained = new Typed(-1, "", "");

    @BeforeAll
    static void train() {
        run = folder.resolve("run").toString();
        trained =
                Typed.of(
                        "train",
                        "mnist",
                        "--set",
                        "data.train_limit=2000",
                        "--set",
                        "train.epochs=1",
                        "--set",
                        "data.test_limit=1000",
                        "--out",
                        run);
        for (int i = 0; i < 2; i++) {
            digit(i);
        }
    }

    private static void digit(int index) {
        var all = Mnist.embedded().test().column("features");
        var type = TensorType.of(DType.U8, 28, 28, 1);
        var one = all.segment().asSlice((long) index * type.bytes(), type.bytes());
        Images.write(folder.resolve("digit" + index + ".png"), Literal.of(type, one));
    }

    private static String file(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void trainingSaysWhereItWentAndHowGoodItIs() {
        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(trained.out()).contains("test accuracy ", "model and report in " + run);
        assertThat(trained.err())
                .contains("memory: parameters ", "; peak ", "epoch 1: loss ", "validation loss ");
        assertThat(folder.resolve("run"))
                .isDirectoryContaining("glob:**/model.safetensors")
                .isDirectoryContaining("glob:**/report.html")
                .isDirectoryContaining("glob:**/result.json");
    }

    @Test
    void evaluationFindsWhatTrainingFound() {
        var accuracy = trained.out().replaceFirst("(?s)(test accuracy \\S+ %).*", "$1");

        var answer = Typed.of("evaluate", run);

        assertThat(answer.code()).isZero();
        assertThat(answer.out()).startsWith(accuracy).contains("precision");
    }

    @Test
    void evaluationAsJsonHasEveryClass() {
        var answer = Typed.of("evaluate", run, "--json", "--set", "data.test_limit=100");

        assertThat(answer.code()).isZero();
        assertThat(answer.out()).startsWith("{\"loss\": ").contains("\"perClass\": {\"0\": {");
        assertThat(answer.out().lines()).hasSize(1);
    }

    @Test
    void predictionsAreALineAFile() {
        var answer = Typed.of("predict", run, file("digit0.png"), file("digit1.png"));

        assertThat(answer.code()).isZero();
        assertThat(answer.out().lines())
                .hasSize(2)
                .allMatch(line -> line.matches(".*digit\\d\\.png\t\\d\t[01]\\.\\d+"));
        assertThat(answer.out()).contains("digit0.png\t7\t");
    }

    @Test
    void oneFileThatIsNoPictureDoesNotKeepTheOthersFromTheirAnswer() throws IOException {
        Files.writeString(folder.resolve("words.png"), "words");

        var answer =
                Typed.of("predict", run, file("words.png"), file("no.png"), file("digit0.png"));

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.err()).contains("words.png", "no.png").doesNotContain("\tat ");
        assertThat(answer.out()).contains("digit0.png\t7\t");
    }

    @Test
    void predictionsAsJsonHaveAllProbabilities() {
        var answer = Typed.of("predict", run, file("digit0.png"), "--json");

        assertThat(answer.code()).isZero();
        assertThat(answer.out()).contains("\"label\": \"7\"", "\"probabilities\": {\"0\": ");
    }

    @Test
    void explanationsArePicturesAndACompletenessGap() {
        var pictures = folder.resolve("why");

        var answer = Typed.of("explain", run, file("digit0.png"), "--out", pictures.toString());

        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(pictures)
                .isDirectoryContaining("glob:**/digit0-saliency.png")
                .isDirectoryContaining("glob:**/digit0-integrated-gradients.png");
        var gap = answer.out().replaceFirst("(?s).*completeness gap\t\\S+ \\((\\S+) of.*", "$1");
        assertThat(Double.parseDouble(gap)).isBetween(0.0, 0.05);
    }

    @Test
    void aFolderWithoutAModelIsNamed() {
        for (String command : new String[] {"evaluate", "predict", "explain"}) {
            var answer =
                    command.equals("evaluate")
                            ? Typed.of(command, folder.toString())
                            : Typed.of(command, folder.toString(), file("digit0.png"));

            assertThat(answer.code()).isEqualTo(1);
            assertThat(answer.err()).contains("is no saved model").doesNotContain("\tat ");
        }
    }

    @Test
    void aFinishedRunIsNotTrainedAgain() {
        var answer = Typed.of("resume", run);

        assertThat(answer.code()).isZero();
        assertThat(answer.err()).contains("was finished before");
        assertThat(answer.out()).isEqualTo(trained.out());
    }
}

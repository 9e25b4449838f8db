package io.jacquard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    trian mnist                                  | did you mean 'train'?
                    train mnits                                  | did you mean 'mnist'?
                    train mnist --ot x                           | did you mean '--out'?
                    train mnist --seedd 3                         | did you mean '--seed'?
                    train mnist cifar10                          | no argument 'cifar10'
                    train                                        | RECIPE
                    train mnist --set                            | --set
                    train mnist --set train.epohcs=3             | did you mean 'train.epochs'?
                    train mnist --set train.epochs=many          | expected a whole number
                    train mnist --set train.epochs               | expected key=value
                    train mnist --seed x                         | train.seed is x (text)
                    train mnist --set train.optimizer=adamm      | did you mean 'adam'?
                    train mnist --set model.layers=[{linaer: 5}] | did you mean 'linear'?
                    train mnist --set model.layers=[flatten]     | expected [10], a number for each class
                    predict somewhere                            | FILE
                    data gte cifar10                             | did you mean 'get'?
                    data get cifar1                              | did you mean 'cifar10'?
                    bench mpl                                    | did you mean 'mlp'?
                    bench roofs --serve                          | --serve measures one workload
                    profile mnits                                | did you mean 'mnist'?
                    profile                                      | RECIPE
                    profile mnist --steps 0                      | --steps is from 1 to 100000
                    profile mnist --warm-up -1                   | --warm-up is from 0 to 3600
                    profile mnist --set train.bach=8             | did you mean 'train.batch'?
                    devices --jsn                                | did you mean '--json'?
                    plugin instal cpu                            | did you mean 'install'?
                    plugin install cuda                          | did you mean 'cuda13'?
                    plugin remove ../x                           | no plugin '../x'
                    doctor --jsn                                 | did you mean '--json'?
                    """)
    void whatIsTypedWrongEndsWith2AndASuggestion(String typed, String message) {
        var arguments = typed.split(" (?![^\\[]*\\])");
        if (typed.startsWith("train mnist --set") && typed.contains("=")) {
            arguments = (typed + " --out " + folder.resolve("run")).split(" (?![^\\[]*\\])");
        }

        var answer = Typed.of(arguments);

        assertThat(answer.err()).contains(message).doesNotContain("\tat ");
        assertThat(answer.out()).isEmpty();
        assertThat(answer.code()).isEqualTo(2);
    }

    @Test
    void noCommandEndsWith2AndNamesThemAll() {
        var answer = Typed.of();

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err())
                .contains("train, resume, evaluate, predict, embed, generate, explain, shell");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "train --help",
                "resume --help",
                "evaluate --help",
                "predict --help",
                "explain --help",
                "shell --help",
                "data --help",
                "data get --help",
                "devices --help",
                "doctor --help",
                "plugin --help",
                "plugin install --help",
                "bench --help",
                "profile --help"
            })
    void helpIsAResultWithoutColors(String typed) {
        var answer = Typed.of(typed.split(" "));

        assertThat(answer.code()).isZero();
        assertThat(answer.out()).startsWith("Usage: jacquard").doesNotContain("\u001b");
        assertThat(answer.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "train --version", "data list --version"})
    void versionIsThatOfTheBuild(String typed) {
        var answer = Typed.of(typed.split(" "));

        assertThat(answer.code()).isZero();
        assertThat(answer.out()).matches("(?s)jacquard \\d+\\.\\d+\\.\\d+\\S*\\RJava .*");
    }

    @Test
    void homeIsWhatTildeMeans() {
        var home = System.getenv().getOrDefault("HOME", System.getProperty("user.home"));

        assertThat(Commands.path("~/runs/a")).isEqualTo(Path.of(home, "runs", "a"));
        assertThat(Commands.path("~other")).isEqualTo(Path.of("~other"));
    }

    @Test
    void devicesAreListedTheBestFirst() {
        var answer = Typed.of("devices");

        assertThat(answer.code()).isZero();
        assertThat(answer.out().lines().toList()).last().asString().startsWith("reference\t");
    }

    @Test
    void dataSetsAreListed() {
        var answer = Typed.of("data", "list", "--json");

        assertThat(answer.code()).isZero();
        assertThat(answer.out())
                .contains("{\"set\": \"mnist\", \"place\": \"embedded\"}", "\"cifar10\"");
    }

    @Test
    void anAddressThatHasNoDataEndsWith1() {
        String to = folder.resolve("to").toString();

        var answer =
                Typed.of("data", "get", "fashion-mnist", "--from", folder.toString(), "--to", to);

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.err()).startsWith("error: ").doesNotContain("\tat ");
    }
}

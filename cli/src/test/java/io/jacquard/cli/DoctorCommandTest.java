package io.jacquard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.runtime.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
    @TempDir private Path folder;

    @Test
    void whatWorksIsSaidAndEndsWith0() {
        var answer = Typed.of("doctor");

        assertThat(answer.code()).as(answer.out()).isZero();
        assertThat(answer.err()).isEmpty();
        assertThat(answer.out())
                .contains("ok      Java: " + System.getProperty("java.version"))
                .contains("ok      jdk.incubator.vector: ")
                .contains("ok      native access: allowed for ALL-UNNAMED")
                .contains("data folder: ")
                .contains("ok      reference: compiled a sum of two arrays")
                .doesNotContain("FAILED");
    }

    @Test
    void aFailureEndsWith1AndItsLinesAreIndented() {
        var answer =
                examined(
                        Finding.good("cpu", "works"),
                        Finding.bad("xla:cpu", "cannot be loaded\nset it right"),
                        Finding.note("xla:cuda", "no such plugin"));

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.out())
                .endsWith(
                        """
                        ok      cpu: works
                        FAILED  xla:cpu: cannot be loaded
                                set it right
                        note    xla:cuda: no such plugin
                        """);
    }

    @Test
    void aNoteAloneEndsWith0() {
        assertThat(examined(Finding.note("xla", "no plugin")).code()).isZero();
    }

    @Test
    void jsonHasALineAFinding() {
        var answer = Typed.of("doctor", "--json");

        assertThat(answer.out().lines())
                .allMatch(line -> line.matches("\\{\"kind\": .*, \"subject\": .*, \"text\": .*}"))
                .anyMatch(line -> line.startsWith("{\"kind\": \"ok\", \"subject\": \"Java\""));
    }

    @Test
    void aPluginOfAnotherVersionIsNoted() throws IOException {
        Files.createDirectories(folder.resolve("cpu"));
        System.setProperty("jacquard.plugins", folder.toString());
        try {
            assertThat(examined().out())
                    .contains(
                            "note    plugin cpu: "
                                    + folder.resolve("cpu")
                                    + " has another version");
        } finally {
            System.clearProperty("jacquard.plugins");
        }
    }

    private static Typed examined(Finding... findings) {
        return Typed.calling(session -> {
            try {
                return new DoctorCommand(session, () -> List.of(findings)).call();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}

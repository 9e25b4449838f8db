package io.jacquard.cli.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Python is a shell script here that does or says what pip would.
class PipTest {
    @TempDir private Path temporary;
    private final List<String> notes = new ArrayList<>();
    private final List<Process> started = new ArrayList<>();
    private Path into;
    private FakeWheels wheels;

    @BeforeEach
    void prepare() throws IOException {
        into = Files.createDirectories(temporary.resolve("part/wheels"));
        wheels = new FakeWheels(temporary.resolve("published"));
    }

    private Pip pip(String script) throws IOException {
        return pip(script, "");
    }

    private Pip pip(String script, String index) throws IOException {
        var file = temporary.resolve("python3");
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return new Pip(file.toString(), index, notes::add, started::add);
    }

    private void assertRefused(Pip pip, String... lines) throws IOException {
        var wheel = wheels.wheel("x-one", "1.0", "x.so");

        assertThatThrownBy(() -> pip.fetch(wheel, into))
                .isInstanceOf(PluginException.class)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(4))
                .message()
                .contains(lines);
    }

    @Test
    void asksForOneWheelOfOnePlatformAndNothingElse() throws IOException {
        var wheel = wheels.wheel("x-one", "1.0", "x.so");
        var pip =
                pip(
                        """
                        echo "$@" > %s/said
                        [ -z "$PIP_INDEX_URL" ] || exit 1
                        cp %s "%s\"\
                        """
                                .formatted(temporary, wheels.folder().resolve(wheel.file()), into));

        var file = pip.fetch(wheel, into);

        assertThat(file).isEqualTo(into.resolve(wheel.file())).exists();
        assertThat(temporary.resolve("said"))
                .content()
                .startsWith("-m pip download ")
                .contains(" --no-deps ", " --only-binary=:all: ", " --no-input ")
                .contains(" --platform any ", " --dest " + into)
                .endsWith(" x-one==1.0\n");
        assertThat(started).hasSize(1).noneMatch(Process::isAlive);
    }

    @Test
    void anotherIndexIsNamedInTheEnvironmentOnly() throws IOException {
        var wheel = wheels.wheel("x-one", "1.0", "x.so");
        var pip =
                pip(
                        """
                        [ "$PIP_INDEX_URL" = secret ] || exit 1
                        case "$*" in *secret*) exit 1;; esac
                        cp %s "%s\"\
                        """
                                .formatted(wheels.folder().resolve(wheel.file()), into),
                        "secret");

        assertThat(pip.fetch(wheel, into)).exists();
    }

    @Test
    void pipWorksOnTheDiskOfTheResult() throws IOException {
        var wheel = wheels.wheel("x-one", "1.0", "x.so");
        var pip =
                pip(
                        "cp %s \"$TMPDIR/\"; mv \"$TMPDIR\"/*.whl \"%s\""
                                .formatted(wheels.folder().resolve(wheel.file()), into));

        assertThat(pip.fetch(wheel, into)).exists();
    }

    @Test
    void noPythonIsTold() throws IOException {
        var nowhere = temporary.resolve("nowhere").toString();

        assertRefused(
                new Pip(nowhere, "", notes::add, started::add),
                "Python cannot be started",
                "expected '%s -m pip'".formatted(nowhere),
                "apt-get install python3-pip",
                "--from DIR");
    }

    @Test
    void noPipIsTold() throws IOException {
        assertRefused(
                pip("echo \"$0: No module named pip\" >&2; exit 1"),
                "Python has no pip",
                "python3: No module named pip",
                "apt-get install python3-pip");
    }

    @Test
    void noNetworkIsTold() throws IOException {
        var said =
                "WARNING: Retrying (Retry(total=0)) after connection broken by"
                        + " 'NewConnectionError('<HTTPConnection object at 0x7f>: Failed to establish a new"
                        + " connection: [Errno 101] Network is unreachable')': /x/";

        assertRefused(
                pip(
                        """
                        cat <<'END'
                        %s
                        ERROR: Could not find a version of it (from versions: none)
                        END
                        exit 1\
                        """
                                .formatted(said)),
                "x-one 1.0: pip's own index cannot be reached",
                "pip said: Failed to establish a new connection: [Errno 101] Network is unreachable\n",
                "expected a package index that answers",
                "JACQUARD_PLUGIN_INDEX");
    }

    @Test
    void aVersionThatTheIndexDoesNotHaveIsTold() throws IOException {
        assertRefused(
                pip("echo 'ERROR: No matching distribution found for x-one==1.0'; exit 1", "i"),
                "x-one 1.0: pip could not get it",
                "pip said: ERROR: No matching distribution found for x-one==1.0",
                "expected the index of JACQUARD_PLUGIN_INDEX to answer and to have x_one-1.0-py3-none-any.whl");
    }

    @Test
    void anotherWheelIsRefused() throws IOException {
        assertRefused(
                pip("touch \"%s/x_one-1.1.whl\"; echo Saved".formatted(into)),
                "pip brought another wheel",
                "it ended well and said: Saved");
    }

    @Test
    void eachTenthIsToldOnce() {
        var tenths = new Tenths("x.whl", 1000, notes::add);

        for (long done : new long[] {0, 50, 100, 120, 555, 999, 1000, 1200}) {
            tenths.at(done);
        }

        assertThat(notes)
                .containsExactly("x.whl: 10 %", "x.whl: 50 %", "x.whl: 90 %", "x.whl: 100 %");
    }
}

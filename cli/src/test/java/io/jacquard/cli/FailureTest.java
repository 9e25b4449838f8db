package io.jacquard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.runtime.DeviceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailureTest {
    @TempDir private Path folder;

    @Test
    void anUnknownExceptionIsOurBugWithItsTraceInALog() throws IOException {
        var failure = Failure.of(new IllegalStateException("boom"), folder.resolve("logs"));

        assertThat(failure.code()).isEqualTo(1);
        assertThat(failure.message()).contains("IllegalStateException: boom", "bug in Jacquard");
        assertThat(failure.message()).doesNotContain("\tat ");
        try (var logs = Files.list(folder.resolve("logs"))) {
            var log = logs.findFirst().orElseThrow();
            assertThat(failure.message()).contains(log.toString());
            assertThat(log).content().contains("jacquard ", "\tat ", "FailureTest");
        }
    }

    @Test
    void aFolderOfLogsThatCannotBeMadeIsReplaced() throws IOException {
        var file = Files.createFile(folder.resolve("file"));

        var failure = Failure.of(new IllegalStateException("boom"), file.resolve("logs"));

        assertThat(failure.message()).contains("error-").doesNotContain("\tat ");
    }

    @Test
    void whatTheMachineLacksIsSaidInItsOwnWords() {
        assertThat(Failure.of(new DeviceException("no device 'x'")).message())
                .isEqualTo("no device 'x'");
        assertThat(Failure.of(new NoSuchFileException("a/b")).message()).contains("a/b");
        assertThat(Failure.of(new UncheckedIOException(new AccessDeniedException("c"))).message())
                .contains("no right to use c");
        assertThat(Failure.of(new OutOfMemoryError("Java heap space")).message())
                .contains("out of memory", "-Xmx");
    }
}

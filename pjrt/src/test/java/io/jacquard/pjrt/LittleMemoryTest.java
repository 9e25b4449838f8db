package io.jacquard.pjrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Memory that really runs out: in a process that may have 12 GB of addresses and asks for 16 GB,
/// which are refused before any is used.
class LittleMemoryTest {
    private static final Path BASH = Path.of("/bin/bash");

    @Test
    void aProcessWithoutMemoryEnoughSaysSoAndGoesOn() throws IOException, InterruptedException {
        String plugin = XlaCpu.plugin().file().toString();
        assumeTrue(Files.isExecutable(BASH), "there is no bash to limit memory");
        ProcessBuilder builder =
                new ProcessBuilder(
                                BASH.toString(),
                                "-c",
                                "ulimit -v 12000000 && exec \"$0\" \"$@\"",
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "--enable-native-access=ALL-UNNAMED",
                                "--add-modules",
                                "jdk.incubator.vector",
                                "-Djacquard.executables=off",
                                "-Djacquard.pjrt.path=cpu=" + plugin,
                                "-cp",
                                System.getProperty("java.class.path"),
                                LittleMemory.class.getName())
                        .redirectErrorStream(true);
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        for (String part :
                List.of(
                        "[xla:cpu] no memory for f64[1, 1000000] of sorted\n  XLA says: ",
                        "Out of memory allocating 16000000000 bytes",
                        "[xla:cpu] no memory for a run of first_row\n  XLA says: ",
                        "f32[1000, 10], 40,000 bytes",
                        "close some of them, or use a smaller batch",
                        "goes on: 0.0")) {
            assertThat(said).contains(part);
        }
        assertThat(said).doesNotContain("does not fail");
    }
}

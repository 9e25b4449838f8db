package io.jacquard.nn.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MutatedFilesTest {
    private static final int FILES = 100_000;

    @Test
    void damagedFilesAreRefusedOrReadRightInLittleMemory()
            throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process =
                new ProcessBuilder(
                                java,
                                "-Xmx32m",
                                "-XX:MaxDirectMemorySize=8m",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                MutatedFiles.class.getName(),
                                Integer.toString(FILES),
                                "20261201")
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();

        assertThat(process.waitFor()).as(said).isZero();
        Matcher m = Pattern.compile("refused (\\d+), read (\\d+), compared (\\d+)").matcher(said);
        assertThat(m.find()).as(said).isTrue();
        assertThat(Integer.parseInt(m.group(1)) + Integer.parseInt(m.group(2))).isEqualTo(FILES);
        assertThat(Integer.parseInt(m.group(3))).as(said).isGreaterThan(FILES / 10);
    }
}

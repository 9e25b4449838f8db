package io.jacquard.cpu.natives;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativesTest {
    @Test
    void theFolderIsInTheUsersCache() {
        assertThat(Natives.folder(Map.of("HOME", "/users/ada")))
                .isEqualTo(Path.of("/users/ada/.cache/jacquard/natives"));
        assertThat(Natives.folder(Map.of("HOME", "/users/ada", "XDG_CACHE_HOME", "/fast")))
                .isEqualTo(Path.of("/fast/jacquard/natives"));
    }

    @Test
    void theFolderCanBeChosen() {
        assertThat(Natives.folder(Map.of("HOME", "/users/ada", Natives.FOLDER_VARIABLE, "/opt/so")))
                .isEqualTo(Path.of("/opt/so"));
    }

    @Test
    void aPlatformWithoutLibrariesHasNone() {
        assertThat(Manifest.bundled().files(new Platform("plan9-mips"))).isEmpty();
        assertThat(Manifest.bundled().files(new Platform("linux-x86_64"))).isPresent();
    }

    @Test
    void processesThatStartTogetherAllUnpackAndLoad(@TempDir Path folder) throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(start(folder));
        }
        for (Process process : processes) {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            String output = new String(process.getInputStream().readAllBytes());
            assertThat(output).isEqualTo("product 11.0\n");
            assertThat(process.exitValue()).isZero();
        }
        assertThat(folder.resolve(Manifest.bundled().version()))
                .isDirectoryRecursivelyContaining("glob:**libdnnl.so.3")
                .isDirectoryNotContaining("glob:**.part");
    }

    private static Process start(Path folder) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-D" + Natives.FOLDER_PROPERTY + "=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.jacquard.cpu.onednn.SmallestProgram")
                .redirectErrorStream(true)
                .start();
    }
}

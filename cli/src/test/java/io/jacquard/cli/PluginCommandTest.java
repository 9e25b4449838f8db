package io.jacquard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class PluginCommandTest {
    private static final String FOLDER = "jacquard.plugins";

    @TempDir private Path folder;

    @BeforeEach
    void nameTheFolder() {
        System.setProperty(FOLDER, folder.resolve("plugins").toString());
    }

    @AfterEach
    void forgetTheFolder() {
        System.clearProperty(FOLDER);
    }

    @Test
    void pluginsAreListed() {
        var answer = Typed.of("plugin", "list");

        assertThat(answer.code()).isZero();
        assertThat(answer.out()).isEqualTo("cpu\tabsent\ncuda13\tabsent\n");
        assertThat(Typed.of("plugin", "list", "--json").out())
                .startsWith("{\"plugin\": \"cpu\", \"place\": \"absent\"}\n");
    }

    @Test
    void aDryRunSaysWhatItWouldFetchAndWritesNothing() {
        var answer = Typed.of("plugin", "install", "cuda13", "--dry-run");

        assertThat(answer.code()).isZero();
        assertThat(answer.out())
                .contains("jax_cuda13_pjrt-", "nvidia_cudnn_cu13-", " MB\n")
                .contains("14 wheels, 2.", " GB, from pip's own index")
                .endsWith(" into " + folder.resolve("plugins").resolve("cuda13") + "\n");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFolderWithoutTheWheelEndsWith1() {
        var answer = Typed.of("plugin", "install", "cpu", "--from", folder.toString());

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.err())
                .contains("error: xla_cpu_pjrt-", "the wheel is not in the folder")
                .doesNotContain("\tat ");
    }

    @Test
    void withoutPythonItSaysHowToGoOn() throws IOException, InterruptedException {
        var log = folder.resolve("log");

        var child =
                Child.start(
                        log,
                        Map.of("PATH", "", "JACQUARD_PLUGINS", folder.resolve("p").toString()),
                        "plugin",
                        "install",
                        "cpu");

        assertThat(child.process().waitFor()).isEqualTo(1);
        assertThat(child.text()).contains("Python cannot be started", "--from DIR");
        assertThat(folder.resolve("p/cpu")).doesNotExist();
    }

    @Test
    void removingWhatIsNotThereIsNoFailure() {
        var answer = Typed.of("plugin", "remove", "cpu");

        assertThat(answer.code()).isZero();
        assertThat(answer.err()).isEqualTo("cpu is not installed\n");
    }
}

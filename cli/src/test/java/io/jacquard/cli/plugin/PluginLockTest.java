package io.jacquard.cli.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PluginLockTest {
    private static final String SUM = "0123456789abcdef".repeat(4);

    @Test
    void aLineIsAWheelOfAPluginOnAPlatform() {
        var lock =
                PluginLock.parse(
                        """
                        # a comment
                        plugin x folder/x.so  # its library

                        wheel x linux-x86_64 x-one 1.2 x_one-1.2-py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.whl %s 100 300
                        wheel x linux-x86_64 x-two 3 x_two-3-py3-none-any.whl %s 10 30
                        """
                                .formatted(SUM, SUM));

        var plugin = lock.plugin("x", "linux-x86_64");

        assertThat(lock.names()).containsExactly("x");
        assertThat(plugin.library()).isEqualTo("folder/x.so");
        assertThat(plugin.bytes()).isEqualTo(110);
        assertThat(plugin.unpackedBytes()).isEqualTo(330);
        assertThat(plugin.wheels())
                .extracting(Wheel::distribution, Wheel::version, Wheel::platformTag)
                .containsExactly(
                        tuple("x-one", "1.2", "manylinux2014_x86_64"), tuple("x-two", "3", "any"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plugin x",
                "wheel y linux-x86_64 y 1 y-1.whl SUM 1 1",
                "wheel x linux-x86_64 x 1 x-1.whl 0123 1 1",
                "wheel x linux-x86_64 x 1 x-1.zip SUM 1 1",
                "wheel x linux-x86_64 x 1 x-1.whl SUM 1",
                "whl x linux-x86_64 x 1 x-1.whl SUM 1 1"
            })
    void refusesAnyOtherLine(String line) {
        var text = "plugin x x.so\n" + line.replace("SUM", SUM);

        assertThatThrownBy(() -> PluginLock.parse(text))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("wrong line");
    }

    @Test
    void aPlatformWithoutThePluginIsToldInFourLines() {
        var lock = PluginLock.bundled();

        assertThatThrownBy(() -> lock.plugin("cuda13", "macos-aarch64"))
                .isInstanceOf(PluginException.class)
                .hasMessage(
                        """
                        plugin cuda13: there is none for this platform
                          this is macos-aarch64
                          expected one of [linux-aarch64, linux-x86_64]
                          if you have such a plugin yourself, set JACQUARD_PJRT_PATH to it\
                        """);
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, linux-x86_64",
        "Linux, aarch64, linux-aarch64",
        "Mac OS X, aarch64, macos-aarch64",
        "Windows 11, amd64, windows-x86_64"
    })
    void aPlatformIsNamedAsTheLockNamesIt(String system, String architecture, String name) {
        assertThat(PluginLock.platform(system, architecture)).isEqualTo(name);
    }

    @Test
    void thisBuildKnowsTheCpuAndCuda13OnBothMachines() {
        var lock = PluginLock.bundled();

        assertThat(lock.names()).containsExactly("cpu", "cuda13");
        for (String platform : new String[] {"linux-x86_64", "linux-aarch64"}) {
            assertThat(lock.plugin("cpu", platform).wheels()).hasSize(1);
            assertThat(lock.plugin("cuda13", platform).wheels())
                    .extracting(Wheel::distribution)
                    .contains("jax-cuda13-pjrt", "nvidia-cublas", "nvidia-cudnn-cu13")
                    .doesNotHaveDuplicates();
            assertThat(lock.plugin("cuda13", platform).wheels())
                    .allMatch(wheel -> wheel.file().endsWith("_" + platform.substring(6) + ".whl"));
        }
    }
}

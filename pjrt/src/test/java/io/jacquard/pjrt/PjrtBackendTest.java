package io.jacquard.pjrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jacquard.runtime.Device;
import io.jacquard.runtime.DeviceException;
import io.jacquard.runtime.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PjrtBackendTest {
    private final PjrtBackend backend = new PjrtBackend();

    @AfterEach
    void clear() {
        System.clearProperty(Discovery.PATH);
    }

    @Test
    void knowsTheShortNamesOfAccelerators() {
        assertThat(backend.opens("cuda")).isTrue();
        assertThat(backend.opens("cuda:1")).isTrue();
        assertThat(backend.opens("rocm")).isTrue();
        assertThat(backend.opens("tpu")).isTrue();
        assertThat(backend.opens("xla:cpu")).isTrue();
        assertThat(backend.opens("cpu")).isFalse();
    }

    @Test
    void aDeviceWithoutAPluginSaysHowToGetOne() {
        assertThatThrownBy(() -> Device.open("xla:abacus"))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("there is no PJRT plugin for abacus")
                .hasMessageContaining("JACQUARD_PJRT_PATH=abacus=FILE");
    }

    @Test
    void aDeviceThatThePluginDoesNotHaveIsRefused() {
        XlaCpu.plugin();

        assertThatThrownBy(() -> Device.open("xla:cpu:7"))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("the plugin has 1");
        assertThatThrownBy(() -> Device.open("xla:cpu:x")).isInstanceOf(DeviceException.class);
    }

    @Test
    void anExaminationSaysWhatThePluginIs() {
        String file = XlaCpu.plugin().file().toString();

        assertThat(backend.examine())
                .filteredOn(f -> f.subject().equals("xla:cpu"))
                .allMatch(f -> f.kind() == Finding.Kind.GOOD)
                .extracting(Finding::text)
                .anyMatch(t -> t.contains(file) && t.contains("PJRT C API 0."))
                .anyMatch(t -> t.contains("stablehlo_current_version"))
                .anyMatch(t -> t.contains("updates a donated buffer"))
                .contains(
                        "of a donated array of 4096 bytes the program reuses 4096, and its memory stays where it was");
    }

    @Test
    void aBrokenPluginIsABadFinding(@TempDir Path folder) throws IOException {
        Path text = Files.writeString(folder.resolve("broken.so"), "no library");
        System.setProperty(Discovery.PATH, "cpu=" + text);

        assertThat(backend.devices()).contains("xla:cpu");
        assertThat(backend.examine())
                .filteredOn(f -> f.subject().equals("xla:cpu"))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.kind()).isEqualTo(Finding.Kind.BAD);
                    assertThat(f.text()).contains("cannot be loaded", text.toString());
                });
    }
}

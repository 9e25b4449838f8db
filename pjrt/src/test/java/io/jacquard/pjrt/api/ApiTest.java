package io.jacquard.pjrt.api;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiTest {
    private final Arena arena = Arena.ofConfined();

    @AfterEach
    void free() {
        arena.close();
    }

    private MemorySegment table(long bytes, int major, int minor) {
        MemorySegment table = arena.allocate(1024, 8);
        table.set(JAVA_LONG, 0, bytes);
        table.set(JAVA_INT, 32, major);
        table.set(JAVA_INT, 36, minor);
        return table;
    }

    @Test
    void aPluginOfAnotherMajorVersionIsRefused() {
        assertThatThrownBy(() -> Api.of(table(984, 1, 3).address()))
                .isInstanceOf(PjrtException.class)
                .hasMessageContaining("speaks version 1.3")
                .hasMessageContaining("made for 0.81");
    }

    @Test
    void aPluginFromBeforeTheTableWasReorderedIsRefused() {
        assertThatThrownBy(() -> Api.of(table(984, 0, 56).address()))
                .isInstanceOf(PjrtException.class)
                .hasMessageContaining("0.56");
    }

    @Test
    void noTableIsRefused() {
        assertThatThrownBy(() -> Api.of(0)).isInstanceOf(PjrtException.class);
    }

    @Test
    void aFunctionIsThereIfThePointerIsInsideTheTableAndSet() {
        long upload = Header.slot(Slot.CLIENT_UPLOAD.function());
        MemorySegment table = table(upload + 4, 0, 100);
        table.set(JAVA_LONG, Header.slot(Slot.CLIENT_CREATE.function()), 1);
        table.set(JAVA_LONG, upload, 1);

        Api api = Api.of(table.address());

        assertThat(api.has(Slot.CLIENT_CREATE)).isTrue();
        assertThat(api.has(Slot.CLIENT_DESTROY)).isFalse();
        assertThat(api.has(Slot.CLIENT_UPLOAD)).isFalse();
    }

    @Test
    void aFunctionThatIsNotThereIsNotCalled() {
        Api api = Api.of(table(984, 0, 70).address());

        assertThatThrownBy(() -> Arguments.of(api, Slot.CLIENT_CREATE, arena).call())
                .isInstanceOf(PjrtException.class)
                .hasMessage(
                        "the plugin has no PJRT_Client_Create (PJRT C API 0.70, this program is made for 0.81)");
    }

    @Test
    void structsHaveTheSizeThatBothSidesKnow() {
        Api older = Api.of(table(984, 0, 60).address());
        Api newer = Api.of(table(2000, 0, 200).address());

        assertThat(Arguments.of(older, Slot.CLIENT_CREATE, arena).segment().get(JAVA_LONG, 0))
                .isEqualTo(72);
        assertThat(Arguments.of(newer, Slot.CLIENT_CREATE, arena).segment().get(JAVA_LONG, 0))
                .isEqualTo(88);
    }

    @Test
    void filesThatAreNoPluginsAreRefused(@TempDir Path folder) throws IOException {
        Path text = Files.writeString(folder.resolve("text.so"), "no library");

        assertThatThrownBy(() -> Library.load(text, List.of()))
                .isInstanceOf(PjrtException.class)
                .hasMessageContaining("cannot be loaded")
                .hasMessageContaining("text.so");
        assertThatThrownBy(() -> Library.load(folder, List.of()))
                .isInstanceOf(PjrtException.class)
                .hasMessage("it is not a file");
        assertThatThrownBy(() -> Library.load(folder.resolve("absent.so"), List.of()))
                .isInstanceOf(PjrtException.class)
                .hasMessage("there is no such file");
    }

    @Test
    void librariesThatAreNoPluginsAreRefused() {
        Path zip = Path.of(System.getProperty("java.home"), "lib", System.mapLibraryName("zip"));

        assertThatThrownBy(() -> Library.load(zip, List.of()))
                .isInstanceOf(PjrtException.class)
                .hasMessageContaining("without GetPjrtApi");
    }
}

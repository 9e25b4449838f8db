package io.jacquard.nn.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jacquard.ir.Literal;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardsTest {
    private static final Literal A = Literal.of(new float[] {1, 2}, 2);
    private static final Literal B = Literal.of(new int[] {3}, 1);
    private static final Literal C = Literal.of(new byte[] {4, 5, 6}, 3);

    @TempDir private Path folder;
    private Path index;

    @BeforeEach
    void write() throws IOException {
        index = folder.resolve("model.safetensors.index.json");
        Safetensors.write(
                folder.resolve("model-00001-of-00002.safetensors"),
                Map.of("a", A, "b", B),
                Map.of("format", "pt"));
        Safetensors.write(
                folder.resolve("model-00002-of-00002.safetensors"), Map.of("c", C), Map.of());
        index("\"a\": \"%1$s\", \"b\": \"%1$s\", \"c\": \"%2$s\"");
    }

    private void index(String map) throws IOException {
        String files =
                map.formatted(
                        "model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors");
        Files.writeString(
                index, "{\"metadata\": {\"total_size\": 15}, \"weight_map\": {" + files + "}}");
    }

    private void refused(String... parts) {
        var thrown =
                assertThatExceptionOfType(CheckpointException.class)
                        .isThrownBy(() -> Safetensors.read(index));
        for (String part : parts) {
            thrown.withMessageContaining(part);
        }
    }

    @Test
    void severalFilesAreReadAsOneByTheirIndexOrFolder() {
        Map<String, Literal> all = Map.of("a", A, "b", B, "c", C);

        assertThat(Safetensors.read(index).tensors()).isEqualTo(all);
        assertThat(Safetensors.read(folder).tensors()).isEqualTo(all);
        assertThat(Safetensors.read(folder).metadata()).isEqualTo(Map.of("format", "pt"));
        try (var arena = Arena.ofConfined()) {
            assertThat(Safetensors.map(folder, arena).tensors()).isEqualTo(all);
        }
    }

    @Test
    void aFolderWithOneFileIsThatFile() {
        Safetensors.write(folder.resolve("model.safetensors"), Map.of("d", A), Map.of());

        assertThat(Safetensors.read(folder).tensors()).isEqualTo(Map.of("d", A));
    }

    @Test
    void mappedValuesAreTheFilesOwnAsLongAsTheArenaLives() {
        Literal a;
        try (var arena = Arena.ofConfined()) {
            a = Safetensors.map(folder, arena).tensor("a");
            assertThat(a.floats()).containsExactly(1, 2);
            assertThat(a.segment().isReadOnly()).isTrue();
            assertThat(a.segment().isMapped()).isTrue();
        }
        assertThat(a.segment().scope().isAlive()).isFalse();
    }

    @Test
    void everythingThatDoesNotFitIsListedAtOnce() throws IOException {
        index("\"a\": \"%1$s\", \"c\": \"%1$s\", \"d\": \"%2$s\"");

        refused(
                "model.safetensors.index.json",
                "'b' of model-00001-of-00002.safetensors is not in the index",
                "'c' of model-00002-of-00002.safetensors is in model-00001-of-00002.safetensors by the index",
                "'d' is not in model-00002-of-00002.safetensors");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x.safetensors", "/etc/passwd", "a\\\\b", "", ".hidden"})
    void anIndexNamesFilesBesideItselfOnly(String name) throws IOException {
        index("\"a\": \"" + name + "\"");

        refused("no name of a file beside the index");
    }

    @Test
    void whatIsAbsentOrNoIndexIsSaid() throws IOException {
        index("\"a\": \"absent.safetensors\"");
        refused("no file", "absent.safetensors");

        index("\"a\": 1");
        refused("weight_map", "'a' is 1", "expected a text");

        Files.writeString(index, "{}");
        refused("has no 'weight_map'");

        Files.delete(index);
        refused("no file " + index);
        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> Safetensors.read(folder))
                .withMessageContaining(
                        "expected model.safetensors or model.safetensors.index.json");
    }
}

package io.jacquard.nn.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
    @TempDir Path folder;

    private static Literal ramp(DType dtype, int... sizes) {
        Literal made = Literal.zeros(TensorType.of(dtype, sizes));
        for (int i = 0; i < made.elements(); i++) {
            made.set(i, i % 100);
        }
        return made;
    }

    private static byte[] file(String header, int data) {
        byte[] text = header.getBytes(UTF_8);
        ByteBuffer all = ByteBuffer.allocate(8 + text.length + data).order(ByteOrder.LITTLE_ENDIAN);
        return all.putLong(text.length).put(text).array();
    }

    private static void refused(byte[] file, String... parts) {
        var thrown =
                assertThatExceptionOfType(CheckpointException.class)
                        .isThrownBy(() -> Safetensors.read(file));
        for (String part : parts) {
            thrown.withMessageContaining(part);
        }
    }

    @Test
    void everyDtypeAndShapeComesBack() {
        Map<String, Literal> tensors = new LinkedHashMap<>();
        for (DType dtype : DType.values()) {
            tensors.put("vector/" + dtype.text(), ramp(dtype, 7));
        }
        tensors.put("scalar", Literal.scalar(DType.F32, 3));
        tensors.put("empty", ramp(DType.F32, 3, 0, 2));
        tensors.put("näme \"with\" \\ all", ramp(DType.F64, 2, 3, 4));
        var file = folder.resolve("a.safetensors");

        Safetensors.write(file, tensors, Map.of("note", "a\nb", "format", "x"));
        var read = Safetensors.read(file);

        assertThat(read.tensors()).isEqualTo(tensors);
        assertThat(read.metadata()).isEqualTo(Map.of("note", "a\nb", "format", "x"));
        assertThat(read.tensor("scalar").get(0)).isEqualTo(3);
        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> read.tensor("absent"))
                .withMessageContaining("'absent'");
    }

    @Test
    void anArrayOfManyChunksComesBack() throws IOException {
        var large = ramp(DType.I32, 20_000_000);
        var file = folder.resolve("large.safetensors");

        Safetensors.write(file, Map.of("large", large), Map.of());

        assertThat(Safetensors.read(file).tensor("large")).isEqualTo(large);
        assertThat(Safetensors.read(Files.readAllBytes(file)).tensor("large")).isEqualTo(large);
    }

    @Test
    void theBytesAreThoseOfTheFormat() throws IOException {
        var file = folder.resolve("b.safetensors");
        Map<String, Literal> tensors = new LinkedHashMap<>();
        tensors.put("flag", Literal.of(new byte[] {1, 2}, 2));
        tensors.put("b", Literal.of(new float[] {1}, 1));
        tensors.put("a", Literal.of(new float[] {2}));

        Safetensors.write(file, tensors, Map.of());

        var bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int n = (int) bytes.getLong();
        byte[] header = new byte[n];
        bytes.get(header);
        assertThat(n % 8).isZero();
        assertThat(new String(header, UTF_8).strip())
                .isEqualTo(
                        "{\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]},"
                                + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]},"
                                + "\"flag\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[8,10]}}");
        assertThat(bytes.getFloat()).isEqualTo(2f);
        assertThat(bytes.getFloat()).isEqualTo(1f);
        assertThat(bytes.get()).isEqualTo((byte) 1);
        assertThat(bytes.get()).isEqualTo((byte) 2);
        assertThat(bytes.hasRemaining()).isFalse();
    }

    @Test
    void theOrderOfTheMapDoesNotChangeTheBytes() throws IOException {
        Map<String, Literal> one = new LinkedHashMap<>();
        one.put("a", ramp(DType.F32, 3));
        one.put("b", ramp(DType.I64, 2));
        Map<String, Literal> other = new LinkedHashMap<>();
        other.put("b", ramp(DType.I64, 2));
        other.put("a", ramp(DType.F32, 3));

        Safetensors.write(folder.resolve("1"), one, Map.of("x", "1", "y", "2"));
        Safetensors.write(folder.resolve("2"), other, Map.of("y", "2", "x", "1"));

        assertThat(folder.resolve("1")).hasSameBinaryContentAs(folder.resolve("2"));
    }

    @Test
    void acceptsPaddingAndMetadataAnywhere() {
        var header =
                "{\"w\":{\"data_offsets\":[0,2],\"shape\":[2],\"dtype\":\"U8\"},\"__metadata__\":{\"k\":\"v\"}}   ";

        var read = Safetensors.read(file(header, 2));

        assertThat(read.tensor("w").type()).isEqualTo(TensorType.of(DType.U8, 2));
        assertThat(read.metadata()).containsEntry("k", "v");
        assertThat(Safetensors.read(file("{}", 0)).tensors()).isEmpty();
    }

    @Test
    void refusesAHole() {
        refused(
                file(
                        "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]},\"b\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[3,5]}}",
                        5),
                "'b'",
                "a hole");
        refused(
                file("{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[1,3]}}", 3),
                "a hole");
    }

    @Test
    void refusesAnOverlap() {
        refused(
                file(
                        "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]},\"b\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[1,3]}}",
                        3),
                "'b'",
                "an overlap");
    }

    @Test
    void refusesADuplicateName() {
        refused(
                file(
                        "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]},\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,2]}}",
                        2),
                "Duplicate",
                "\"a\"");
    }

    @Test
    void refusesAHugeHeaderWithoutReadingIt() {
        for (long n : new long[] {100_000_001, Long.MAX_VALUE, -1, Long.MIN_VALUE}) {
            var bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(n).array();
            refused(bytes, Long.toUnsignedString(n), "100000000");
        }
    }

    @Test
    void refusesEveryTruncation() throws IOException {
        var file = folder.resolve("c.safetensors");
        Safetensors.write(file, Map.of("a", ramp(DType.F32, 3), "b", ramp(DType.U8, 3)), Map.of());
        byte[] whole = Files.readAllBytes(file);

        for (int n = 0; n < whole.length; n++) {
            refused(java.util.Arrays.copyOf(whole, n));
        }
        refused(java.util.Arrays.copyOf(whole, whole.length + 1), "too long");
        refused(java.util.Arrays.copyOf(whole, whole.length - 1), "cut short");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "[1,2]; does not begin with '{'",
                "{\"a\":1}; tensor a: expected START_OBJECT",
                "{\"a\":{}}; dtype ''",
                "{\"a\":{\"dtype\":\"F31\",\"shape\":[],\"data_offsets\":[0,4]}}; dtype 'F31'",
                "{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,4]}}; no shape",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0]}}; no data_offsets",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[]}}; no data_offsets",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[4,0]}}; no data_offsets",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[-4,0]}}; no data_offsets",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}; no shape",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}}; expected VALUE_NUMBER_INT",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[99999999999999999999],\"data_offsets\":[0,4]}}; no valid JSON",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[65536,65536],\"data_offsets\":[0,4]}}; expected at most 2^31 - 1",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}; span 4",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"x\":1}}; unknown key 'x'",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}} x; no valid JSON",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}{}; text follows",
                "{\"__metadata__\":{\"k\":1}}; __metadata__ k: expected VALUE_STRING",
                "{\"a\":; no valid JSON",
            })
    void refusesAWrongHeader(String header, String message) {
        refused(file(header, 4), message);
    }

    @Test
    void refusesAHeaderThatIsNotUtf8() {
        byte[] bytes = file("{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}", 1);
        for (byte wrong : new byte[] {(byte) 0xFF, (byte) 0xC0, (byte) 0x80, 0}) {
            bytes[10] = wrong;
            refused(bytes, "no UTF-8 text at its byte 2");
        }
        byte[] wide = "{}".getBytes(java.nio.charset.StandardCharsets.UTF_16LE);
        refused(
                ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN).putLong(4).put(wide).array(),
                "no UTF-8");
    }

    @Test
    void refusesATruthThatIsNeitherTrueNorFalse() {
        byte[] bytes = file("{\"a\":{\"dtype\":\"BOOL\",\"shape\":[2],\"data_offsets\":[0,2]}}", 2);
        bytes[bytes.length - 1] = 2;

        refused(bytes, "'a'", "byte 1");
    }

    @Test
    void namesTheFileThatIsWrong() throws IOException {
        var file = folder.resolve("noise");
        Files.write(file, new byte[] {1, 2, 3});

        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> Safetensors.read(file))
                .withMessageContaining(file.toString())
                .withMessageContaining("3 bytes");
        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> Safetensors.read(folder.resolve("absent")))
                .withMessageContaining("no file");
        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> Safetensors.read(folder))
                .withMessageContaining(folder.toString());
    }

    @Test
    void aFailedWriteSaysWhyAndKeepsTheOldFile() throws IOException {
        var absent = folder.resolve("absent").resolve("a.safetensors");
        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(
                        () -> Safetensors.write(absent, Map.of("a", ramp(DType.F32, 3)), Map.of()))
                .withMessageContaining(absent.toString())
                .withMessageContaining("the folder does not exist");

        var file = folder.resolve("old");
        Files.writeString(file, "old");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() ->
                        AtomicFile.write(
                                file,
                                channel -> {
                                    channel.write(ByteBuffer.wrap(new byte[100]));
                                    throw new IOException("No space left on device");
                                }));
        assertThat(file).hasContent("old");
        try (var all = Files.list(folder)) {
            assertThat(all).containsExactly(file);
        }
    }

    @Test
    void whatADeadProcessLeftIsRemovedAndWhatALivingOneWritesIsNot() throws IOException {
        var file = folder.resolve("model");
        var dead = folder.resolve(".model.4194999-1.tmp");
        var living =
                folder.resolve(".model.%d-999999.tmp".formatted(ProcessHandle.current().pid()));
        var other = folder.resolve(".other.4194999-1.tmp");
        for (Path p : new Path[] {dead, living, other}) {
            Files.writeString(p, "x");
        }

        AtomicFile.write(file, channel -> channel.write(ByteBuffer.wrap("new".getBytes(UTF_8))));

        assertThat(file).hasContent("new");
        assertThat(dead).doesNotExist();
        assertThat(living).exists();
        assertThat(other).exists();
    }

    @Test
    void refusesToNameATensorAsTheMetadata() {
        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() ->
                        Safetensors.write(
                                folder.resolve("x"),
                                Map.of("__metadata__", ramp(DType.F32, 1)),
                                Map.of()))
                .withMessageContaining("__metadata__");
    }
}

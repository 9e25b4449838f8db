package io.jacquard.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxTest {
    @TempDir Path folder;

    @Test
    void readsEveryDtype() {
        assertThat(read(idx(0x08, new int[] {3}, 1, 2, 255)))
                .isEqualTo(Literal.of(new byte[] {1, 2, -1}, 3));
        assertThat(read(idx(0x09, new int[] {2}, 127, 128)).ints()).containsExactly(127, -128);
        assertThat(read(idx(0x0B, new int[] {2}, 1, 2, 0xFF, 0xFE)))
                .isEqualTo(Literal.of(new int[] {258, -2}, 2));
        assertThat(read(idx(0x0C, new int[] {1}, 0, 0, 1, 2)))
                .isEqualTo(Literal.of(new int[] {258}, 1));
        assertThat(read(idx(0x0D, new int[] {1}, 0x3F, 0xC0, 0, 0)))
                .isEqualTo(Literal.of(new float[] {1.5f}, 1));
        assertThat(read(idx(0x0E, new int[] {1}, 0x3F, 0xF8, 0, 0, 0, 0, 0, 0)))
                .isEqualTo(Literal.of(new double[] {1.5}, 1));
    }

    @Test
    void keepsTheOrderOfAxes() {
        Literal read = read(idx(0x08, new int[] {2, 1, 3}, 1, 2, 3, 4, 5, 6));

        assertThat(read.type()).isEqualTo(TensorType.of(DType.U8, 2, 1, 3));
        assertThat(read.ints()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void recognizesGzipByContent() throws IOException {
        Path file = Files.write(folder.resolve("labels"), gzip(idx(0x08, new int[] {2}, 7, 9)));

        assertThat(Idx.read(file).ints()).containsExactly(7, 9);
    }

    @Test
    void rejectsAnotherMagicNumber() {
        assertThatThrownBy(() -> read(new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0}))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("test.idx: this is no IDX file")
                .hasMessageContaining("0x504b0304");
    }

    @Test
    void rejectsAnUnknownDtype() {
        assertThatThrownBy(() -> read(idx(0x0A, new int[] {1}, 1)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("0x00000a01");
    }

    @Test
    void rejectsTruncatedElements() {
        assertThatThrownBy(() -> read(idx(0x08, new int[] {5}, 1, 2)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("test.idx: the file is truncated")
                .hasMessageContaining("expected 5 bytes of elements, found 2");
    }

    @Test
    void rejectsATruncatedHeader() {
        byte[] whole = idx(0x08, new int[] {2, 2}, 1, 2, 3, 4);

        assertThatThrownBy(() -> read(Arrays.copyOf(whole, 9)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("2 sizes of 4 bytes");
        assertThatThrownBy(() -> read(new byte[0]))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("magic number of 4 bytes, found 0");
    }

    @Test
    void rejectsTruncatedGzip() throws IOException {
        byte[] packed = gzip(idx(0x08, new int[] {1000}, new int[1000]));

        assertThatThrownBy(() -> read(Arrays.copyOf(packed, packed.length - 12)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("truncated");
    }

    @Test
    void rejectsDamagedGzip() throws IOException {
        byte[] packed = gzip(idx(0x08, new int[] {1000}, new int[1000]));
        packed[12] ^= 0x55;

        assertThatThrownBy(() -> read(packed))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("test.idx: ");
    }

    @Test
    void rejectsTrailingBytes() {
        assertThatThrownBy(() -> read(idx(0x08, new int[] {2}, 1, 2, 3)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("bytes follow after the last element");
    }

    @Test
    void rejectsSizesThatMakeNoSense() {
        assertThatThrownBy(() -> read(idx(0x08, new int[] {1 << 30, 1 << 30, 1 << 30})))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("sizes in its header");
        assertThatThrownBy(() -> read(idx(0x08, new int[] {-1})))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("sizes in its header");
    }

    @Test
    void namesAMissingFile() {
        assertThatThrownBy(() -> Idx.read(folder.resolve("nothing")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("nothing: no such file");
    }

    private static Literal read(byte[] bytes) {
        return Idx.read("test.idx", new ByteArrayInputStream(bytes));
    }

    static byte[] idx(int dtype, int[] sizes, int... elements) {
        ByteBuffer made = ByteBuffer.allocate(4 + 4 * sizes.length + elements.length);
        made.putInt(dtype << 8 | sizes.length);
        for (int size : sizes) {
            made.putInt(size);
        }
        for (int element : elements) {
            made.put((byte) element);
        }
        return made.array();
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var packed = new GZIPOutputStream(out)) {
            packed.write(bytes);
        }
        return out.toByteArray();
    }
}

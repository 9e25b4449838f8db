package io.jacquard.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jacquard.data.Column;
import io.jacquard.data.DataException;
import io.jacquard.data.DataFolderOfTests;
import io.jacquard.ir.DType;
import io.jacquard.ir.TensorType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistTest {
    @TempDir Path folder;

    @Test
    void embeddedDigitsAreTheOfficialSplit() {
        var digits = Mnist.embedded();

        assertThat(digits.train().size()).isEqualTo(60_000);
        assertThat(digits.test().size()).isEqualTo(10_000);
        assertThat(digits.train().schema().column(Column.FEATURES).type())
                .isEqualTo(TensorType.of(DType.U8, 28, 28, 1));
        assertThat(digits.train().schema().column(Column.LABELS).classes()).hasSize(10);
        assertThat(digits.train().take(10).column(Column.LABELS).ints())
                .containsExactly(5, 0, 4, 1, 9, 2, 1, 3, 1, 4);
        assertThat(digits.test().take(5).column(Column.LABELS).ints())
                .containsExactly(7, 2, 1, 0, 4);
    }

    @Test
    void filesInAFolderEqualTheEmbeddedOnes() {
        var given = Mnist.from(DataFolderOfTests.of("mnist"));
        var embedded = Mnist.embedded();

        assertThat(given.test().column(Column.FEATURES))
                .isEqualTo(embedded.test().column(Column.FEATURES));
        assertThat(given.joined().column(Column.LABELS))
                .isEqualTo(embedded.joined().column(Column.LABELS));
    }

    @Test
    void fashionMnistHasTheSameForm() {
        var clothes = FashionMnist.from(DataFolderOfTests.of("fashion-mnist"));

        assertThat(clothes.joined().size()).isEqualTo(70_000);
        assertThat(clothes.train().schema().column(Column.LABELS).classes().get(9))
                .isEqualTo("ankle boot");
        assertThat(clothes.train().take(4).column(Column.LABELS).ints())
                .containsExactly(9, 0, 0, 3);
    }

    @Test
    void readsPlainFilesWithDottedNames() throws IOException {
        write("train-images.idx3-ubyte", new int[] {3, 2, 2}, 12);
        write("train-labels.idx1-ubyte", new int[] {3}, 3);
        write("t10k-images.idx3-ubyte", new int[] {1, 2, 2}, 4);
        write("t10k-labels.idx1-ubyte", new int[] {1}, 1);

        var digits = Mnist.from(folder);

        assertThat(digits.train().size()).isEqualTo(3);
        assertThat(digits.train().schema().column(Column.FEATURES).type())
                .isEqualTo(TensorType.of(DType.U8, 2, 2, 1));
    }

    @Test
    void namesTheMissingFile() throws IOException {
        write("train-images-idx3-ubyte", new int[] {3, 2, 2}, 12);

        assertThatThrownBy(() -> Mnist.from(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("train-labels-idx1-ubyte");
        assertThatThrownBy(() -> Mnist.from(folder.resolve("nowhere")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("nowhere: no such folder");
    }

    @Test
    void rejectsLabelsAndImagesOfDifferentCounts() throws IOException {
        write("train-images-idx3-ubyte", new int[] {3, 2, 2}, 12);
        write("train-labels-idx1-ubyte", new int[] {2}, 2);
        write("t10k-images-idx3-ubyte", new int[] {1, 2, 2}, 4);
        write("t10k-labels-idx1-ubyte", new int[] {1}, 1);

        assertThatThrownBy(() -> Mnist.from(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("train-labels-idx1-ubyte: there are not as many labels")
                .hasMessageContaining("expected 3 as in")
                .hasMessageContaining("found 2");
    }

    @Test
    void rejectsLabelsThatAreNoDigit() throws IOException {
        write("train-images-idx3-ubyte", new int[] {12, 1, 1}, 12);
        write("train-labels-idx1-ubyte", new int[] {12}, 12);
        write("t10k-images-idx3-ubyte", new int[] {1, 1, 1}, 1);
        write("t10k-labels-idx1-ubyte", new int[] {1}, 1);

        assertThatThrownBy(() -> Mnist.from(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("train-labels-idx1-ubyte: the label of example 10 ")
                .hasMessageContaining("expected 0 to 9, found 10");
    }

    @Test
    void rejectsSwappedFiles() throws IOException {
        write("train-images-idx3-ubyte", new int[] {3}, 3);
        write("train-labels-idx1-ubyte", new int[] {3}, 3);
        write("t10k-images-idx3-ubyte", new int[] {1, 1, 1}, 1);
        write("t10k-labels-idx1-ubyte", new int[] {1}, 1);

        assertThatThrownBy(() -> Mnist.from(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("expected u8 with 3 axes, found u8[3]");
    }

    @Test
    void rejectsPartsOfDifferentSizes() throws IOException {
        write("train-images-idx3-ubyte", new int[] {1, 2, 2}, 4);
        write("train-labels-idx1-ubyte", new int[] {1}, 1);
        write("t10k-images-idx3-ubyte", new int[] {1, 3, 3}, 9);
        write("t10k-labels-idx1-ubyte", new int[] {1}, 1);

        assertThatThrownBy(() -> Mnist.from(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("t10k-images-idx3-ubyte: its pictures have another size");
    }

    // Elements count up from 0.
    private void write(String name, int[] sizes, int elements) throws IOException {
        ByteBuffer made = ByteBuffer.allocate(4 + 4 * sizes.length + elements);
        made.putInt(0x0800 | sizes.length);
        for (int size : sizes) {
            made.putInt(size);
        }
        for (int i = 0; i < elements; i++) {
            made.put((byte) i);
        }
        Files.write(folder.resolve(name), made.array());
    }
}

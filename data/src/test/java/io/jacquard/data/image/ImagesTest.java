package io.jacquard.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jacquard.data.DataException;
import io.jacquard.data.DataFolderOfTests;
import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesTest {
    @TempDir Path folder;

    @Test
    void writtenPicturesComeBack() {
        Literal gray =
                Literal.of(new byte[] {0, 17, (byte) 128, (byte) 200, 3, (byte) 255}, 2, 3, 1);
        Literal color = Literal.of(new byte[] {1, 2, 3, -1, -2, -3}, 1, 2, 3);

        Images.write(folder.resolve("gray.png"), gray);
        Images.write(folder.resolve("color.png"), color);

        assertThat(Images.read(folder.resolve("gray.png"))).isEqualTo(gray);
        assertThat(Images.read(folder.resolve("color.png"))).isEqualTo(color);
    }

    @Test
    void readsPhotographs() {
        Path photos = DataFolderOfTests.of("photos");

        assertThat(Images.read(photos.resolve("astronaut.png")).type())
                .isEqualTo(TensorType.of(DType.U8, 512, 512, 3));
        assertThat(Images.read(photos.resolve("coins.png")).type())
                .isEqualTo(TensorType.of(DType.U8, 303, 384, 1));
        assertThat(Images.read(photos.resolve("rocket.jpg")).type().shape().size(2)).isEqualTo(3);
    }

    @Test
    void graysAndColors() {
        Literal color = Literal.of(new byte[] {-1, 0, 0, 0, -1, 0, 0, 0, -1}, 1, 3, 3);

        // Pillow: Image.new("RGB", (1, 1), (255, 0, 0)).convert("L") is 76, green 150, blue 29.
        assertThat(Images.withChannels(color, 1))
                .isEqualTo(Literal.of(new byte[] {76, (byte) 150, 29}, 1, 3, 1));
        assertThat(Images.withChannels(Literal.of(new byte[] {5}, 1, 1, 1), 3).ints())
                .containsExactly(5, 5, 5);
        assertThatThrownBy(() -> Images.withChannels(color, 2)).isInstanceOf(DataException.class);
    }

    @Test
    void resizesAsPillow() {
        Literal ramp =
                Literal.of(
                        new byte[] {
                            0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120, 127, 100, 50
                        },
                        4,
                        4,
                        1);

        // Pillow 13.0.0: np.asarray(Image.fromarray(ramp).resize((w, h), Image.BILINEAR))
        assertThat(Images.resize(ramp, 2, 2).ints()).containsExactly(36, 52, 95, 88);
        assertThat(Images.resize(ramp, 3, 5).ints())
                .containsExactly(12, 19, 27, 35, 42, 60, 67, 75, 83, 90, 108, 114, 108, 90, 68);
        assertThat(Images.resize(ramp, 5, 3).ints())
                .containsExactly(3, 15, 27, 31, 43, 55, 63, 75, 87, 95, 101, 94, 122, 114, 65);
        assertThat(Images.resize(ramp, 4, 4)).isEqualTo(ramp);
    }

    @Test
    void rejectsFilesThatAreNoPicture() throws IOException {
        Path text = Files.writeString(folder.resolve("cat.jpg"), "this is text");

        assertThatThrownBy(() -> Images.read(text))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("cat.jpg: this is no picture")
                .hasMessageContaining("expected JPEG, PNG");
        assertThatThrownBy(() -> Images.read(folder.resolve("none.png")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("none.png: no such file");
    }

    @Test
    void rejectsDamagedPictures() throws IOException {
        Path file = folder.resolve("half.png");
        Images.write(file, Literal.zeros(TensorType.of(DType.U8, 50, 50, 3)));
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> Images.read(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("half.png");
    }

    @Test
    void folderGivesPicturesByClass() throws IOException {
        picture("dog/b.png", 3);
        picture("dog/a.png", 2);
        picture("cat/x.png", 1);
        Files.writeString(folder.resolve("dog/notes.txt"), "no picture");

        var set = ImageFolder.from(folder, 2, 2, 3);

        assertThat(set.schema().column("labels").classes()).containsExactly("cat", "dog");
        assertThat(set.column("labels").ints()).containsExactly(0, 1, 1);
        assertThat(set.column("features").type()).isEqualTo(TensorType.of(DType.U8, 3, 2, 2, 3));
        assertThat(set.column("features").getLong(0)).isEqualTo(1);
        assertThat(set.column("features").getLong(24)).isEqualTo(3);
    }

    @Test
    void folderWithoutClassesIsRefused() {
        assertThatThrownBy(() -> ImageFolder.from(folder, 2, 2, 3))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("there are no pictures by class");
        assertThatThrownBy(() -> ImageFolder.from(folder.resolve("nowhere"), 2, 2, 3))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("nowhere");
    }

    private void picture(String name, int value) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Images.write(file, Literal.filled(TensorType.of(DType.U8, 4, 3, 1), value));
    }
}

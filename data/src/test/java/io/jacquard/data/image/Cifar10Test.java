package io.jacquard.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jacquard.data.DataException;
import io.jacquard.data.DataFolderOfTests;
import io.jacquard.data.TrainTest;
import io.jacquard.ir.DType;
import io.jacquard.ir.TensorType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Cifar10Test {
    private static final int RECORD = 3073;

    @TempDir Path folder;

    @Test
    void readsTheArchivesOfJpegs() {
        TrainTest set = Cifar10.from(DataFolderOfTests.of("cifar-10"));

        assertThat(set.train().size()).isEqualTo(50_000);
        assertThat(set.test().size()).isEqualTo(10_000);
        assertThat(set.test().take(12).column("labels").ints())
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1);
        assertThat(perClass(set.train().column("labels").ints())).containsOnly(5_000);
        // Pillow 13.0.0 decodes test/airplane/0000.jpg to these; decoders differ by a level or two.
        int[] airplane = set.test().take(1).column("features").ints();
        assertThat(mean(airplane)).isCloseTo(154.831, within(0.5));
        int[] pillow = {141, 159, 179, 159, 176, 196, 168, 183, 202};
        for (int i = 0; i < pillow.length; i++) {
            assertThat(airplane[i]).isCloseTo(pillow[i], within(3));
        }
    }

    @Test
    void readsBinaryBatchesFromAFolderAndAnArchive() throws IOException {
        Map<String, byte[]> files = binaryFiles();
        for (var file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
        Map<String, byte[]> packed = new LinkedHashMap<>();
        files.forEach((name, bytes) -> packed.put("cifar-10-batches-bin/" + name, bytes));
        Path archive = folder.resolve("any.tar.gz");
        Files.write(archive, Tar.gzip(Tar.of(packed)));

        for (TrainTest set : new TrainTest[] {Cifar10.from(folder), Cifar10.from(archive)}) {
            assertThat(set.train().column("labels").ints()).containsExactly(1, 2, 3, 4, 5);
            assertThat(set.test().column("labels").ints()).containsExactly(9);
            assertThat(set.train().column("features").type())
                    .isEqualTo(TensorType.of(DType.U8, 5, 32, 32, 3));
            // Red is 10, green 20, blue 30 plus the batch's number.
            assertThat(set.train().take(1).column("features").ints())
                    .startsWith(11, 21, 31, 11, 21, 31);
        }
    }

    @Test
    void rejectsTruncatedBatches() throws IOException {
        Map<String, byte[]> files = binaryFiles();
        files.computeIfPresent("data_batch_3.bin", (n, bytes) -> Arrays.copyOf(bytes, 3000));
        for (var file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }

        assertThatThrownBy(() -> Cifar10.from(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("data_batch_3.bin: the file is truncated")
                .hasMessageContaining("multiple of 3073 bytes, found 3000");
    }

    @Test
    void rejectsLabelsOutOfRange() throws IOException {
        Map<String, byte[]> files = binaryFiles();
        files.get("test_batch.bin")[0] = 10;
        for (var file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }

        assertThatThrownBy(() -> Cifar10.from(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("test_batch.bin: the label of example 0")
                .hasMessageContaining("expected 0 to 9, found 10");
    }

    @Test
    void namesAMissingBatch() throws IOException {
        Map<String, byte[]> files = binaryFiles();
        files.remove("data_batch_2.bin");
        for (var file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }

        assertThatThrownBy(() -> Cifar10.from(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("data_batch_2.bin");
    }

    @Test
    void saysWhatItLooksFor() {
        assertThatThrownBy(() -> Cifar10.from(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("CIFAR-10 is not there")
                .hasMessageContaining("cifar-10-jpg-train.tar.gz");
    }

    @Test
    void rejectsDamagedArchives() throws IOException {
        byte[] tar = Tar.of(Map.of("train/cat/0.jpg", new byte[2000]));
        Path file = folder.resolve("a.tar");

        Files.write(file, Arrays.copyOf(tar, 1500));
        assertThatThrownBy(() -> Cifar10.from(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("a.tar: the archive is truncated");
        tar[3] ^= 1;
        Files.write(file, tar);
        assertThatThrownBy(() -> Cifar10.from(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("a.tar: this is no tar archive");
    }

    @Test
    void rejectsArchivesOfSomethingElse() throws IOException {
        Files.write(
                folder.resolve("cifar-10-jpg-train.tar.gz"),
                Tar.gzip(Tar.of(Map.of("train/zebra/0.jpg", new byte[3]))));

        assertThatThrownBy(() -> Cifar10.from(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("train/zebra/0.jpg is of no known class");
        Files.write(
                folder.resolve("cifar-10-jpg-train.tar.gz"),
                Tar.gzip(Tar.of(Map.of("train/cat/0.jpg", new byte[3]))));
        assertThatThrownBy(() -> Cifar10.from(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("train/cat/0.jpg: this is no picture");
    }

    private static Map<String, byte[]> binaryFiles() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 1; i <= 5; i++) {
            files.put("data_batch_%d.bin".formatted(i), record(i, i));
        }
        files.put("test_batch.bin", record(9, 0));
        return files;
    }

    private static byte[] record(int label, int shade) {
        byte[] made = new byte[RECORD];
        made[0] = (byte) label;
        for (int channel = 0; channel < 3; channel++) {
            Arrays.fill(
                    made,
                    1 + 1024 * channel,
                    1 + 1024 * (channel + 1),
                    (byte) (10 * (channel + 1) + shade));
        }
        return made;
    }

    private static int[] perClass(int[] labels) {
        int[] counts = new int[10];
        for (int label : labels) {
            counts[label]++;
        }
        return counts;
    }

    private static double mean(int[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }
}

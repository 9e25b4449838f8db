package io.jacquard.data.image;

import io.jacquard.data.Column;
import io.jacquard.data.DataException;
import io.jacquard.data.Dataset;
import io.jacquard.data.TrainTest;
import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// CIFAR-10: 50,000 color pictures for training, 10,000 for test, in ten classes.
///
/// | column | type |
/// |---|---|
/// | `features` | `u8[32, 32, 3]` |
/// | `labels` | `i32[]`, 0 to 9 |
///
/// Source: Krizhevsky, *Learning Multiple Layers of Features from Tiny Images*, 2009.
public final class Cifar10 {
    private static final List<String> CLASSES =
            List.of(
                    "airplane",
                    "automobile",
                    "bird",
                    "cat",
                    "deer",
                    "dog",
                    "frog",
                    "horse",
                    "ship",
                    "truck");
    private static final TensorType PICTURE = TensorType.of(DType.U8, 32, 32, 3);
    private static final int PIXELS = 32 * 32;
    private static final int RECORD = 1 + 3 * PIXELS;
    private static final String JPEGS = "cifar-10-jpg-%s.tar.gz";

    private Cifar10() {}

    /// The classes' names in the order of the index.
    public static List<String> classes() {
        return CLASSES;
    }

    /// The pictures at a path, which is one of:
    ///
    /// - a folder with `cifar-10-jpg-train.tar.gz` and `cifar-10-jpg-test.tar.gz`, archives of JPEG
    ///   files named `train/cat/0000.jpg`;
    /// - `cifar-10-binary.tar.gz` of the official page, or a folder that holds it;
    /// - a folder with its contents `data_batch_1.bin` to `data_batch_5.bin` and `test_batch.bin`,
    ///   or a folder that holds that one as `cifar-10-batches-bin`;
    /// - a folder with folders `train` and `test` of pictures by class.
    ///
    /// @throws DataException if none of these is there, or a file is damaged
    public static TrainTest from(Path path) {
        if (Files.isRegularFile(path)) {
            return binaryArchive(path);
        }
        if (Files.exists(path.resolve(JPEGS.formatted("train")))) {
            return new TrainTest(jpegs(path, "train"), jpegs(path, "test"));
        }
        if (Files.exists(path.resolve("cifar-10-binary.tar.gz"))) {
            return binaryArchive(path.resolve("cifar-10-binary.tar.gz"));
        }
        for (Path folder : List.of(path, path.resolve("cifar-10-batches-bin"))) {
            if (Files.exists(folder.resolve("test_batch.bin"))) {
                return binaryFolder(folder);
            }
        }
        if (Files.isDirectory(path.resolve("train")) && Files.isDirectory(path.resolve("test"))) {
            return new TrainTest(
                    ImageFolder.from(path.resolve("train"), CLASSES, PICTURE),
                    ImageFolder.from(path.resolve("test"), CLASSES, PICTURE));
        }
        throw DataException.of(
                path,
                "CIFAR-10 is not there",
                "expected cifar-10-jpg-train.tar.gz and cifar-10-jpg-test.tar.gz, or"
                        + " cifar-10-binary.tar.gz, or data_batch_1.bin to test_batch.bin",
                "check the path, or get the set with './jacquard data get cifar10'");
    }

    private static Dataset jpegs(Path folder, String part) {
        Path file = folder.resolve(JPEGS.formatted(part));
        List<TarReader.Entry> entries = new ArrayList<>();
        try (TarReader tar = TarReader.open(file)) {
            for (var entry = tar.next(); entry.isPresent(); entry = tar.next()) {
                entries.add(entry.get());
            }
        }
        int[] labels = entries.stream().mapToInt(e -> label(file, e.name())).toArray();
        return dataset(Jpegs.decode(file, entries, PICTURE), labels);
    }

    private static int label(Path file, String entry) {
        String[] parts = entry.split("/", -1);
        int label = parts.length < 2 ? -1 : CLASSES.indexOf(parts[parts.length - 2]);
        if (label < 0) {
            throw DataException.of(
                    file,
                    "%s is of no known class".formatted(entry),
                    "expected names such as train/cat/0000.jpg, classes " + CLASSES,
                    "give the archive of CIFAR-10");
        }
        return label;
    }

    private static TrainTest binaryArchive(Path file) {
        List<TarReader.Entry> batches = new ArrayList<>();
        try (TarReader tar = TarReader.open(file)) {
            for (var entry = tar.next(); entry.isPresent(); entry = tar.next()) {
                if (entry.get().name().endsWith(".bin")) {
                    batches.add(entry.get());
                }
            }
        }
        batches.sort(Comparator.comparing(TarReader.Entry::name));
        return binary(file.toString(), batches);
    }

    private static TrainTest binaryFolder(Path folder) {
        List<TarReader.Entry> batches = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            batches.add(entry(folder.resolve("data_batch_%d.bin".formatted(i))));
        }
        batches.add(entry(folder.resolve("test_batch.bin")));
        return binary(folder.toString(), batches);
    }

    private static TarReader.Entry entry(Path file) {
        try {
            return new TarReader.Entry(file.toString(), Files.readAllBytes(file));
        } catch (java.io.IOException e) {
            throw DataException.of(
                    file,
                    "a file of CIFAR-10 is missing or cannot be read",
                    "expected data_batch_1.bin to data_batch_5.bin and test_batch.bin, found " + e,
                    "put the six files in one folder");
        }
    }

    private static TrainTest binary(String where, List<TarReader.Entry> batches) {
        List<TarReader.Entry> train =
                batches.stream().filter(b -> b.name().contains("data_batch_")).toList();
        List<TarReader.Entry> test =
                batches.stream().filter(b -> b.name().endsWith("test_batch.bin")).toList();
        if (train.size() != 5 || test.size() != 1) {
            throw DataException.of(
                    where,
                    "files of CIFAR-10 are missing",
                    "expected data_batch_1.bin to data_batch_5.bin and test_batch.bin, found "
                            + batches.stream().map(TarReader.Entry::name).toList(),
                    "get the archive again");
        }
        return new TrainTest(records(train), records(test));
    }

    // A record is the label, then the red, the green and the blue plane.
    private static Dataset records(List<TarReader.Entry> batches) {
        int count = batches.stream().mapToInt(Cifar10::count).sum();
        byte[] pixels = new byte[count * 3 * PIXELS];
        int[] labels = new int[count];
        int at = 0;
        for (TarReader.Entry batch : batches) {
            for (int r = 0; r < count(batch); r++) {
                labels[at] = label(batch, r);
                interleave(batch.bytes(), r * RECORD + 1, pixels, at * 3 * PIXELS);
                at++;
            }
        }
        TensorType type = Column.feature(Column.FEATURES, PICTURE).batched(count);
        return dataset(Literal.of(type, MemorySegment.ofArray(pixels)), labels);
    }

    private static int count(TarReader.Entry batch) {
        if (batch.bytes().length % RECORD != 0) {
            throw DataException.of(
                    batch.name(),
                    "the file is truncated",
                    "expected a multiple of %d bytes, found %d"
                            .formatted(RECORD, batch.bytes().length),
                    "get the file again");
        }
        return batch.bytes().length / RECORD;
    }

    private static int label(TarReader.Entry batch, int example) {
        int label = batch.bytes()[example * RECORD] & 0xFF;
        if (label >= CLASSES.size()) {
            throw DataException.of(
                    batch.name(),
                    "the label of example %d (counted from 0) is out of range".formatted(example),
                    "expected 0 to 9, found " + label,
                    "give the binary version of CIFAR-10, not of CIFAR-100");
        }
        return label;
    }

    private static void interleave(byte[] planes, int from, byte[] pixels, int to) {
        for (int i = 0; i < PIXELS; i++) {
            pixels[to + 3 * i] = planes[from + i];
            pixels[to + 3 * i + 1] = planes[from + PIXELS + i];
            pixels[to + 3 * i + 2] = planes[from + 2 * PIXELS + i];
        }
    }

    private static Dataset dataset(Literal pictures, int[] labels) {
        return Dataset.builder()
                .feature(Column.FEATURES, pictures)
                .label(Column.LABELS, Literal.of(labels, labels.length), CLASSES)
                .build();
    }
}

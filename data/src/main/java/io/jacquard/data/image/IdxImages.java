package io.jacquard.data.image;

import io.jacquard.data.Column;
import io.jacquard.data.DataException;
import io.jacquard.data.Dataset;
import io.jacquard.data.Idx;
import io.jacquard.data.TrainTest;
import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/// Sets of four IDX files: pictures and labels for training and for test.
final class IdxImages {
    static final List<String> FILES =
            List.of(
                    "train-images-idx3-ubyte",
                    "train-labels-idx1-ubyte",
                    "t10k-images-idx3-ubyte",
                    "t10k-labels-idx1-ubyte");

    private IdxImages() {}

    /// An array and the name of its file in messages.
    record Part(String file, Literal array) {}

    /// The set in a folder.
    ///
    /// @param set the set's name in messages
    /// @param classes the classes' names in the order of the index
    static TrainTest from(String set, Path folder, List<String> classes) {
        if (!Files.isDirectory(folder)) {
            throw DataException.of(
                    folder,
                    "no such folder",
                    "expected a folder with the four files of " + set,
                    "check the path");
        }
        return load(name -> read(find(set, folder, name)), classes);
    }

    private static Part read(Path file) {
        return new Part(file.toString(), Idx.read(file));
    }

    /// The set whose arrays a function gives by the files' names.
    static TrainTest load(Function<String, Part> part, List<String> classes) {
        // Unpacking takes most of the time, so the two parts are read side by side.
        var test =
                CompletableFuture.supplyAsync(
                        () -> dataset(part.apply(FILES.get(2)), part.apply(FILES.get(3)), classes));
        Dataset train = dataset(part.apply(FILES.get(0)), part.apply(FILES.get(1)), classes);
        try {
            return sameForm(new TrainTest(train, test.join()));
        } catch (CompletionException e) {
            throw e.getCause() instanceof DataException known ? known : e;
        }
    }

    private static TrainTest sameForm(TrainTest parts) {
        if (!parts.train().schema().equals(parts.test().schema())) {
            throw DataException.of(
                    FILES.get(2),
                    "its pictures have another size than those of " + FILES.get(0),
                    "expected %s, found %s"
                            .formatted(parts.train().schema(), parts.test().schema()),
                    "give files of the same set");
        }
        return parts;
    }

    private static Dataset dataset(Part images, Part labels, List<String> classes) {
        require(images, 3);
        require(labels, 1);
        requireSameCount(images, labels);
        requireClasses(labels, classes.size());
        int[] sizes = images.array().type().shape().sizes();
        return Dataset.builder()
                .feature(Column.FEATURES, images.array().reshape(sizes[0], sizes[1], sizes[2], 1))
                .label(Column.LABELS, labels.array(), classes)
                .build();
    }

    private static void require(Part part, int rank) {
        TensorType type = part.array().type();
        if (type.dtype() != DType.U8 || type.rank() != rank) {
            throw DataException.of(
                    part.file(),
                    "it holds another kind of array",
                    "expected u8 with %d axes, found %s".formatted(rank, type),
                    "are the files of images and labels swapped?");
        }
    }

    private static void requireSameCount(Part images, Part labels) {
        int expected = images.array().type().shape().size(0);
        if (labels.array().elements() != expected) {
            throw DataException.of(
                    labels.file(),
                    "there are not as many labels as images",
                    "expected %d as in %s, found %d"
                            .formatted(expected, images.file(), labels.array().elements()),
                    "both files must be of the same part of the same set");
        }
    }

    private static void requireClasses(Part labels, int classes) {
        for (int i = 0; i < labels.array().elements(); i++) {
            long label = labels.array().getLong(i);
            if (label >= classes) {
                throw DataException.of(
                        labels.file(),
                        "the label of example %d (counted from 0) is out of range".formatted(i),
                        "expected 0 to %d, found %d".formatted(classes - 1, label),
                        "correct the labels, or give the file of this set");
            }
        }
    }

    private static Path find(String set, Path folder, String name) {
        String dotted = name.replace("-idx", ".idx");
        for (String known : List.of(name, name + ".gz", dotted, dotted + ".gz")) {
            Path file = folder.resolve(known);
            if (Files.exists(file)) {
                return file;
            }
        }
        throw DataException.of(
                folder,
                "a file of %s is missing".formatted(set),
                "expected %s or %s, gzipped (.gz) or not".formatted(name, dotted),
                "put the four files %s in this folder".formatted(String.join(", ", FILES)));
    }
}

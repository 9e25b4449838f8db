package io.jacquard.data.image;

import io.jacquard.data.Column;
import io.jacquard.data.DataException;
import io.jacquard.data.Dataset;
import io.jacquard.data.Row;
import io.jacquard.data.Schema;
import io.jacquard.data.Source;
import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// A folder with one folder of pictures a class: `root/cat/1.jpg`, `root/dog/2.png`.
///
/// Pictures are read and brought to one size when they are needed, so the set may be larger than
/// memory; read it with {@link io.jacquard.data.BatchedDataset#prefetch}. Classes and pictures are
/// in the order of their names.
///
/// | column | type |
/// |---|---|
/// | `features` | `u8[height, width, channels]` |
/// | `labels` | `i32[]` |
public final class ImageFolder implements Source {
    private static final List<String> ENDINGS =
            List.of(".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff");

    private final List<Path> files = new ArrayList<>();
    private final List<Integer> labels = new ArrayList<>();
    private final TensorType type;
    private final Schema schema;

    private ImageFolder(Path root, List<String> classes, TensorType type) {
        this.type = type;
        this.schema =
                Schema.of(
                        Column.feature(Column.FEATURES, type),
                        Column.label(Column.LABELS, classes));
        for (int i = 0; i < classes.size(); i++) {
            for (Path picture : pictures(root.resolve(classes.get(i)))) {
                files.add(picture);
                labels.add(i);
            }
        }
    }

    /// The pictures of a folder; its folders' names are the classes.
    ///
    /// @param height to which pictures are brought, in pixels
    /// @param width to which pictures are brought, in pixels
    /// @param channels 1 (gray) or 3 (red, green, blue)
    /// @throws DataException if there is no such folder or it holds no folder with pictures
    public static Dataset from(Path root, int height, int width, int channels) {
        List<String> classes =
                list(root).stream()
                        .filter(Files::isDirectory)
                        .map(p -> p.getFileName().toString())
                        .toList();
        return from(root, classes, TensorType.of(DType.U8, height, width, channels));
    }

    /// The pictures of a folder whose folders have known names.
    static Dataset from(Path root, List<String> classes, TensorType type) {
        if (classes.isEmpty()) {
            throw noPictures(root, "found no folder");
        }
        ImageFolder folder = new ImageFolder(root, classes, type);
        if (folder.files.isEmpty()) {
            throw noPictures(root, "found no picture in " + classes);
        }
        return Dataset.from(folder);
    }

    private static DataException noPictures(Path root, String found) {
        return DataException.of(
                root,
                "there are no pictures by class",
                "expected a folder a class with pictures (%s) in it, %s"
                        .formatted(String.join(" ", ENDINGS), found),
                "sort the pictures into folders that are named for their class");
    }

    private static List<Path> pictures(Path folder) {
        return list(folder).stream().filter(ImageFolder::isPicture).toList();
    }

    private static boolean isPicture(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(name::endsWith);
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.sorted().toList();
        } catch (IOException e) {
            throw DataException.of(
                    folder, "no such folder, or it cannot be read", "found " + e, "check the path");
        }
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public int size() {
        return files.size();
    }

    @Override
    public Optional<Literal> held(int column) {
        int[] indices = labels.stream().mapToInt(Integer::intValue).toArray();
        return column == 1 ? Optional.of(Literal.of(indices, indices.length)) : Optional.empty();
    }

    @Override
    public void read(int index, Row into) {
        Literal read = Images.read(files.get(index));
        Literal colored = Images.withChannels(read, type.shape().size(2));
        Literal sized = Images.resize(colored, type.shape().size(0), type.shape().size(1));
        MemorySegment.copy(sized.segment(), 0, into.segment(0), into.offset(0), into.bytes(0));
        into.set(1, 0, labels.get(index));
    }
}

package io.jacquard.nn.checkpoint;

import io.jacquard.ir.Literal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Finds the files of a checkpoint and reads them as one.
///
/// An index is `{"metadata": {...}, "weight_map": {tensor: file, ...}}` and names files beside it.
final class Shards {
    private static final String FILE = "model.safetensors";
    private static final String INDEX = FILE + ".index.json";

    private Shards() {}

    /// Reads what a path stands for.
    ///
    /// @param path a file, an index or a folder
    /// @param reader reads one file
    static Checkpoint read(Path path, Function<Path, Checkpoint> reader) {
        if (Files.isDirectory(path)) {
            return inFolder(path, reader);
        }
        return path.toString().endsWith(".index.json") ? indexed(path, reader) : reader.apply(path);
    }

    private static Checkpoint inFolder(Path folder, Function<Path, Checkpoint> reader) {
        if (Files.exists(folder.resolve(FILE))) {
            return reader.apply(folder.resolve(FILE));
        }
        if (Files.exists(folder.resolve(INDEX))) {
            return indexed(folder.resolve(INDEX), reader);
        }
        throw new CheckpointException(
                "the folder %s has no weights\n  expected %s or %s in it"
                        .formatted(folder, FILE, INDEX));
    }

    private static Checkpoint indexed(Path index, Function<Path, Checkpoint> reader) {
        Map<String, String> fileOf = Config.read(index).in("weight_map").texts();
        List<String> wrong = new ArrayList<>();
        Map<String, Literal> tensors = new LinkedHashMap<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        for (String file : new TreeSet<>(fileOf.values())) {
            Checkpoint part = reader.apply(beside(index, file));
            part.metadata().forEach(metadata::putIfAbsent);
            part.tensors()
                    .forEach((name, value) -> {
                        String said = fileOf.get(name);
                        if (file.equals(said)) {
                            tensors.put(name, value);
                        } else {
                            wrong.add("'%s' of %s is %s".formatted(name, file, place(said)));
                        }
                    });
        }
        fileOf.forEach((name, file) -> {
            if (!tensors.containsKey(name)) {
                wrong.add("'%s' is not in %s".formatted(name, file));
            }
        });
        if (!wrong.isEmpty()) {
            throw new CheckpointException(
                    "%s does not fit its files:\n  %s\n  expected each tensor in the file that weight_map names; get all files again"
                            .formatted(index, String.join("\n  ", wrong)));
        }
        return new Checkpoint(tensors, metadata);
    }

    private static String place(@Nullable String said) {
        return said == null ? "not in the index" : "in %s by the index".formatted(said);
    }

    private static Path beside(Path index, String file) {
        if (file.isEmpty() || file.contains("/") || file.contains("\\") || file.startsWith(".")) {
            throw new CheckpointException(
                    "%s: '%s' is no name of a file beside the index".formatted(index, file));
        }
        return index.resolveSibling(file);
    }
}

package io.jacquard.recipe;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/// The folder of a run, held by one process at a time.
final class RunFiles implements AutoCloseable {
    static final String CONFIG = "config.yaml";
    static final String MODEL = "model.yaml";
    static final String WEIGHTS = "model.safetensors";
    static final String METRICS = "metrics.jsonl";
    static final String RESULT = "result.json";
    static final String SAMPLE = "sample.txt";
    static final String CHECKPOINT = "checkpoint.safetensors";
    private static final String LOCK = "run.lock";

    private final Path folder;
    private final FileChannel channel;
    private final FileLock lock;

    private RunFiles(Path folder, FileChannel channel, FileLock lock) {
        this.folder = folder;
        this.channel = channel;
        this.lock = lock;
    }

    /// Makes the folder of a new run.
    ///
    /// @throws RecipeException (content) if it cannot be made or is occupied
    static RunFiles create(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw RecipeException.content(
                    "cannot make the folder %s: %s".formatted(folder, reason(e)));
        }
        RunFiles files = hold(folder);
        try (Stream<Path> content = Files.list(folder)) {
            if (content.anyMatch(p -> !p.getFileName().toString().equals(LOCK))) {
                files.close();
                throw RecipeException.content(
                        "%s is not empty; give another folder with --out, or go on with './jacquard resume %s'"
                                .formatted(folder, folder));
            }
        } catch (IOException e) {
            files.close();
            throw RecipeException.content("cannot read %s: %s".formatted(folder, reason(e)));
        }
        return files;
    }

    /// Takes the folder of a run that was begun.
    ///
    /// @throws RecipeException (content) if it is none or another process has it
    static RunFiles reopen(Path folder) {
        if (!Files.isRegularFile(folder.resolve(CONFIG))) {
            throw RecipeException.content(
                    "%s is no folder of a run: it has no %s".formatted(folder, CONFIG));
        }
        return hold(folder);
    }

    private static RunFiles hold(Path folder) {
        try {
            FileChannel channel =
                    FileChannel.open(
                            folder.resolve(LOCK),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw RecipeException.content(
                        folder
                                + " is in use by another process; wait for it or give another"
                                + " folder");
            }
            return new RunFiles(folder, channel, lock);
        } catch (IOException e) {
            throw RecipeException.content("cannot write to %s: %s".formatted(folder, reason(e)));
        }
    }

    private static @org.jspecify.annotations.Nullable FileLock tryLock(FileChannel channel)
            throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    Path folder() {
        return folder;
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    boolean has(String name) {
        return Files.isRegularFile(path(name));
    }

    /// Replaces a file, all or nothing.
    void write(String name, String text) {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /// Replaces a file, all or nothing.
    void write(String name, byte[] bytes) {
        Path next = path(name + ".part");
        try {
            Files.write(next, bytes);
            Files.move(
                    next,
                    path(name),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw RecipeException.content("cannot write %s: %s".formatted(path(name), reason(e)));
        }
    }

    /// Removes what a run writes before its first checkpoint.
    void clear() {
        try {
            for (String name : List.of(CONFIG, MODEL, METRICS)) {
                Files.deleteIfExists(path(name));
            }
        } catch (IOException e) {
            throw RecipeException.content("cannot empty %s: %s".formatted(folder, reason(e)));
        }
    }

    static String reason(IOException e) {
        return e.getClass().getSimpleName() + " " + e.getMessage();
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw RecipeException.content("cannot release %s: %s".formatted(folder, reason(e)));
        }
    }
}

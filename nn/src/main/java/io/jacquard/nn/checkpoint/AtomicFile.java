package io.jacquard.nn.checkpoint;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Replaces a file as a whole: after a crash, a full disk or a lost process either the old or the
/// new content is there.
///
/// The new content is written beside the file (`.NAME.PID-N.tmp`), forced to the disk and then
/// moved in place. What a process that died left there is removed at the next write.
public final class AtomicFile {
    private static final AtomicLong COUNT = new AtomicLong();
    private static final Pattern LEFT = Pattern.compile("\\.(.+)\\.(\\d+)-\\d+\\.tmp");

    private AtomicFile() {}

    /// Writes content to a channel.
    @FunctionalInterface
    public interface Body {
        /// Writes all of the content, from the channel's position 0.
        void write(FileChannel channel) throws IOException;
    }

    /// Replaces a file, or makes it. If this fails, the file is as it was.
    ///
    /// @param file the file; its folder exists
    /// @param body writes the new content
    /// @throws IOException if the content cannot be written, for example because the disk is full
    public static void write(Path file, Body body) throws IOException {
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        Path name = target.getFileName();
        if (folder == null || name == null) {
            throw new IOException(file + " is no file");
        }
        removeLeft(folder, name.toString());
        long pid = ProcessHandle.current().pid();
        Path beside = folder.resolve(".%s.%d-%d.tmp".formatted(name, pid, COUNT.incrementAndGet()));
        try {
            fill(beside, body);
            Files.move(
                    beside,
                    target,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
        forceFolder(folder);
    }

    private static void fill(Path beside, Body body) throws IOException {
        try (FileChannel channel =
                FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            body.write(channel);
            channel.force(true);
        }
    }

    private static void removeLeft(Path folder, String name) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, ".*.tmp")) {
            for (Path p : all) {
                Matcher m = LEFT.matcher(String.valueOf(p.getFileName()));
                if (m.matches() && m.group(1).equals(name) && dead(m.group(2))) {
                    Files.deleteIfExists(p);
                }
            }
        }
    }

    private static boolean dead(String pid) {
        return pid.length() <= 18 && ProcessHandle.of(Long.parseLong(pid)).isEmpty();
    }

    // A folder can be opened and forced on POSIX systems only; elsewhere the move is durable alone.
    @SuppressWarnings("EmptyCatch")
    private static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // see above
        }
    }
}

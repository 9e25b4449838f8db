package io.jacquard.pjrt;

import io.jacquard.pjrt.api.PjrtException;
import io.jacquard.pjrt.client.Client;
import io.jacquard.pjrt.client.Program;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Compiled programs in a folder that all processes of a user share.
///
/// A file is written under a temporary name and moved into place, and begins with the digest of the
/// rest: whatever a killed process, a full disk or a stranger left there costs a compilation and no
/// more. The files used longest ago go when there are too many bytes.
final class ExecutableCache {
    private static final System.Logger LOG = System.getLogger("io.jacquard.pjrt");
    private static final String PROPERTY = "jacquard.executables";
    private static final String OFF = "off";
    private static final String SUFFIX = ".xla";
    private static final String PART = ".part";
    private static final Duration LEFT_OVER = Duration.ofHours(1);
    private static final long LARGEST = 1L << 30;

    private final Optional<Path> folder;
    private final long most;
    private long bytes = -1;

    /// A cache in a folder; off if there is none.
    ///
    /// @param most bytes that it holds
    ExecutableCache(Optional<Path> folder, long most) {
        this.folder = folder;
        this.most = most;
    }

    /// The cache of a user: the property `jacquard.executables` or the variable
    /// `JACQUARD_EXECUTABLES` names its folder or is `off`; by default it is `jacquard/executables`
    /// in the user's cache.
    static ExecutableCache of(Settings settings) {
        boolean off = settings.get(PROPERTY).equals(OFF);
        return new ExecutableCache(
                off ? Optional.empty() : Optional.of(settings.folder(PROPERTY, "executables")),
                LARGEST);
    }

    /// What was found.
    ///
    /// @param program empty if it has to be compiled
    /// @param cause why it has to be, or where it comes from
    record Lookup(Optional<Program> program, String cause) {}

    /// Looks for a program.
    Lookup find(Client client, String key) {
        if (folder.isEmpty()) {
            return missed("the cache on disk is off");
        }
        Path file = folder.get().resolve(key + SUFFIX);
        try {
            byte[] whole = Files.readAllBytes(file);
            Optional<byte[]> content = content(whole);
            if (content.isEmpty()) {
                return missed("the file in the cache on disk is corrupt");
            }
            Program program = Program.load(client, content.get());
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return new Lookup(Optional.of(program), "loaded from the cache on disk");
        } catch (NoSuchFileException e) {
            return missed("new program, not in the cache on disk");
        } catch (IOException e) {
            return missed("the cache on disk cannot be read: " + e);
        } catch (PjrtException e) {
            return missed("XLA refuses the file in the cache on disk: " + e.getMessage());
        }
    }

    private static Lookup missed(String cause) {
        return new Lookup(Optional.empty(), "compiled: " + cause);
    }

    private static Optional<byte[]> content(byte[] whole) {
        int head = Digest.BYTES;
        if (whole.length < head) {
            return Optional.empty();
        }
        byte[] content = Arrays.copyOfRange(whole, head, whole.length);
        boolean same = Arrays.equals(whole, 0, head, Digest.of(content), 0, head);
        return same ? Optional.of(content) : Optional.empty();
    }

    /// Keeps a program; what goes wrong is only logged.
    void store(String key, Program program) {
        if (folder.isEmpty()) {
            return;
        }
        try {
            byte[] content = program.serialized();
            Files.createDirectories(folder.get());
            Path part = Files.createTempFile(folder.get(), key, PART);
            try {
                byte[] whole = Arrays.copyOf(Digest.of(content), Digest.BYTES + content.length);
                System.arraycopy(content, 0, whole, Digest.BYTES, content.length);
                Files.write(part, whole);
                move(part, folder.get().resolve(key + SUFFIX));
                grow(whole.length);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException | PjrtException e) {
            LOG.log(Level.DEBUG, "not kept in {0}: {1}", folder.get(), e.toString());
        }
    }

    private static void move(Path part, Path file) throws IOException {
        try {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// Counts what was added; the folder is only looked at first and when there is too much.
    private synchronized void grow(long more) throws IOException {
        bytes = bytes < 0 || bytes + more > most ? swept() : bytes + more;
    }

    private long swept() throws IOException {
        Instant old = Instant.now().minus(LEFT_OVER);
        for (Path part : list(PART)) {
            if (time(part).toInstant().isBefore(old)) {
                Files.deleteIfExists(part);
            }
        }
        long total = 0;
        for (Path file : list(SUFFIX)) {
            total += size(file);
            if (total > most) {
                total -= size(file);
                Files.deleteIfExists(file);
            }
        }
        return total;
    }

    // The newest first. Another process may delete files meanwhile.
    private List<Path> list(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder.orElseThrow())) {
            return files.filter(f -> f.toString().endsWith(suffix))
                    .sorted(Comparator.comparing(ExecutableCache::time).reversed())
                    .toList();
        }
    }

    private static FileTime time(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }
}

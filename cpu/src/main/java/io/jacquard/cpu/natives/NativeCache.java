package io.jacquard.cpu.natives;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// A folder of unpacked shared libraries, shared by all processes of a user.
///
/// A file in the folder is used only if it has the expected SHA-256. Otherwise it is unpacked under
/// a temporary name, checked, and moved into place in one step, so no process ever opens half a
/// file. Processes that already opened the file which is replaced keep it.
final class NativeCache {
    private static final int BUFFER_BYTES = 1 << 20;
    static final String TEMPORARY = ".part";

    private final Path folder;
    private final ResourceFinder resources;

    NativeCache(Path folder, ResourceFinder resources) {
        this.folder = folder;
        this.resources = resources;
    }

    /// Returns the cached file, unpacking it first where necessary.
    ///
    /// @throws NativesUnavailableException if the artifact is absent or another version, or the
    ///   folder cannot be written
    Path provide(Manifest.Entry entry) {
        Path file = folder.resolve(entry.name());
        try {
            if (!isIntact(file, entry.sha256())) {
                Files.createDirectories(folder);
                unpackAlone(entry, file);
            }
            return file;
        } catch (IOException e) {
            throw new NativesUnavailableException(
                    "The native library "
                            + entry.name()
                            + " cannot be unpacked: "
                            + e
                            + "\n  folder "
                            + folder
                            + "\n  free some space or choose another folder with -D"
                            + Natives.FOLDER_PROPERTY
                            + "=DIR or the environment variable "
                            + Natives.FOLDER_VARIABLE,
                    e);
        }
    }

    private void unpackAlone(Manifest.Entry entry, Path file) throws IOException {
        synchronized (NativeCache.class) {
            try (FileChannel channel =
                            FileChannel.open(
                                    folder.resolve("lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    Held held = Held.of(channel)) {
                if (held.exclusive()) {
                    deleteLeftovers();
                }
                if (!isIntact(file, entry.sha256())) {
                    unpack(entry, file);
                }
            }
        }
    }

    private void unpack(Manifest.Entry entry, Path file) throws IOException {
        Optional<InputStream> resource = resources.open(entry.resource());
        if (resource.isEmpty()) {
            throw new NativesUnavailableException(
                    "The native artifact of oneDNN is not on the class path or module path"
                            + "\n  looked for "
                            + entry.resource()
                            + "\n  add io.jacquard:jacquard, or org.bytedeco:dnnl with this"
                            + " platform's classifier");
        }
        Path part = Files.createTempFile(folder, entry.name(), TEMPORARY);
        try (InputStream in = resource.get()) {
            Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            String found = digest(part);
            if (!found.equals(entry.sha256())) {
                throw otherContent(entry, found);
            }
            move(part, file);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static NativesUnavailableException otherContent(Manifest.Entry entry, String found) {
        return new NativesUnavailableException(
                "The native library "
                        + entry.name()
                        + " is not the one this version of Jacquard was built with"
                        + "\n  expected SHA-256 "
                        + entry.sha256()
                        + "\n  found            "
                        + found
                        + "\n  use org.bytedeco:dnnl "
                        + Manifest.bundled().version());
    }

    private static void move(Path part, Path file) throws IOException {
        try {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// Removes what a killed process left behind; only whoever holds the lock unpacks.
    private void deleteLeftovers() throws IOException {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, "*" + TEMPORARY)) {
            for (Path part : parts) {
                Files.deleteIfExists(part);
            }
        }
    }

    private boolean isIntact(Path file, String sha256) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        var seal = new Seal(file, sha256);
        if (seal.holds()) {
            return true;
        }
        boolean intact = digest(file).equals(sha256);
        if (intact) {
            seal.set();
        }
        return intact;
    }

    private static String digest(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
            while (channel.read(buffer.clear()) >= 0) {
                sha.update(buffer.flip());
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    /// A lock on the folder across processes. Some network file systems have none: then every
    /// process unpacks for itself, which is slower and just as safe.
    private record Held(Optional<FileLock> lock) implements AutoCloseable {
        static Held of(FileChannel channel) {
            try {
                return new Held(Optional.of(channel.lock()));
            } catch (IOException | OverlappingFileLockException e) {
                return new Held(Optional.empty());
            }
        }

        boolean exclusive() {
            return lock.isPresent();
        }

        @Override
        public void close() throws IOException {
            if (lock.isPresent()) {
                lock.get().release();
            }
        }
    }
}

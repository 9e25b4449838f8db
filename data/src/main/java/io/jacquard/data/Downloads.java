package io.jacquard.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// Gets known data sets from an address that the user names; nothing is ever downloaded unasked.
///
/// A file is written to `<name>.part`, which a later call goes on with, is checked by its SHA-256
/// sum, and only then gets its name. Files that are there already are checked and left alone.
public final class Downloads {
    /// The environment variable that names the address below which the sets' folders lie, such as
    /// `https://host/datasets/` or a folder of this machine.
    public static final String SETTING = "JACQUARD_DATA_URL";

    private static final int ATTEMPTS = 3;
    private static final int PIECE = 1 << 16;

    private final Remote remote;
    private final Progress progress;
    private final List<KnownFile> known;

    /// Is told how far a file has come.
    @FunctionalInterface
    public interface Progress {
        /// Called for each piece that came in.
        ///
        /// @param file the file's name
        /// @param done bytes that are here
        /// @param total bytes of the whole file
        void update(String file, long done, long total);
    }

    Downloads(Remote remote, Progress progress, List<KnownFile> known) {
        this.remote = remote;
        this.progress = progress;
        this.known = known;
    }

    /// Downloads from an address.
    ///
    /// @param address such as `https://host/datasets/`, or a folder of this machine
    /// @throws DataException if it is no address
    public static Downloads from(String address) {
        return new Downloads(Remote.of(address), (file, done, total) -> {}, KnownFile.all());
    }

    /// Downloads from the address that {@link #SETTING} names.
    ///
    /// @throws DataException if it is not set
    public static Downloads fromSetting() {
        String address = System.getenv().getOrDefault(SETTING, "");
        if (address.isBlank()) {
            throw DataException.of(
                    SETTING,
                    "no address is set to download from",
                    "expected such as %s=https://host/datasets/ with the folders of the sets in it"
                            .formatted(SETTING),
                    "set this environment variable, or put the files into "
                            + DataFolder.root()
                            + " yourself");
        }
        return from(address);
    }

    /// The same with reports on progress.
    public Downloads reporting(Progress to) {
        return new Downloads(remote, to, known);
    }

    /// The names of the sets that can be got.
    public static List<String> sets() {
        return KnownFile.all().stream().map(KnownFile::set).distinct().toList();
    }

    /// Gets the files of a set that are not there yet.
    ///
    /// @param set one of {@link #sets}
    /// @param root the folder of all data sets, usually {@link DataFolder#root()}
    /// @return the set's folder
    /// @throws DataException if there is no such set or file, the transfer breaks off, the sum is
    ///   wrong, or a file cannot be written; what has come in is kept for the next call
    public Path get(String set, Path root) {
        List<KnownFile> wanted = known.stream().filter(k -> k.set().equals(set)).toList();
        if (wanted.isEmpty()) {
            throw new DataException(
                    "no data set '%s' can be got; there are %s"
                            .formatted(
                                    set, known.stream().map(KnownFile::set).distinct().toList()));
        }
        for (KnownFile file : wanted) {
            get(file, root.resolve(file.folder()).resolve(file.file()));
        }
        return root.resolve(wanted.getFirst().folder());
    }

    private void get(KnownFile known, Path target) {
        try {
            if (Files.exists(target)) {
                requireUnchanged(known, target);
                progress.update(known.file(), known.bytes(), known.bytes());
                return;
            }
            Files.createDirectories(target.toAbsolutePath().getParent());
            fetch(known, target);
        } catch (IOException e) {
            throw new DataException(
                    "%s: cannot be written or read (%s); check the folder and the space on the disk"
                            .formatted(target, e),
                    e);
        }
    }

    private void fetch(KnownFile known, Path target) throws IOException {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try (FileChannel channel =
                FileChannel.open(
                        part,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)) {
            requireAlone(channel, part);
            complete(known, channel);
            String found = Sha256.of(part);
            if (!found.equals(known.sha256())) {
                channel.truncate(0);
                throw DataException.of(
                        address(known).address(),
                        "its contents are not those of the known file",
                        "expected SHA-256 %s, found %s".formatted(known.sha256(), found),
                        "name another address with " + SETTING + "; what came in was thrown away");
            }
            channel.force(true);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static void requireAlone(FileChannel channel, Path part) throws IOException {
        try {
            if (channel.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            // Another thread of this process has it.
        }
        throw new DataException(
                part + ": is being downloaded already; wait for that to end and try again");
    }

    private Remote address(KnownFile known) {
        return remote.resolve(known.folder() + "/" + known.file());
    }

    private void complete(KnownFile known, FileChannel channel) throws IOException {
        IOException last = new IOException("nothing came in");
        for (int attempt = 0; attempt < ATTEMPTS && channel.size() != known.bytes(); attempt++) {
            try {
                transfer(known, channel);
                last = new IOException("the transfer ended early");
            } catch (FileNotFoundException e) {
                throw DataException.of(
                        address(known).address(),
                        "there is no such file",
                        "expected %s of the set %s".formatted(known.file(), known.set()),
                        "check the address in " + SETTING);
            } catch (BrokenTransferException e) {
                last = e.reason;
            }
        }
        if (channel.size() != known.bytes()) {
            DataException broken =
                    DataException.of(
                            address(known).address(),
                            "the transfer broke off",
                            "expected %d bytes, found %d (%s)"
                                    .formatted(known.bytes(), channel.size(), last.getMessage()),
                            "try again: it goes on where it stopped");
            broken.initCause(last);
            throw broken;
        }
    }

    private void transfer(KnownFile known, FileChannel channel) throws IOException {
        if (channel.size() > known.bytes()) {
            channel.truncate(0);
        }
        Remote.Opened opened = opened(known, channel.size());
        try (InputStream in = opened.stream()) {
            channel.truncate(opened.from());
            channel.position(opened.from());
            byte[] piece = new byte[PIECE];
            while (channel.size() <= known.bytes()) {
                int count = read(in, piece);
                if (count < 0) {
                    return;
                }
                ByteBuffer buffer = ByteBuffer.wrap(piece, 0, count);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                progress.update(known.file(), channel.size(), known.bytes());
            }
        }
        throw DataException.of(
                address(known).address(),
                "the file is longer than the known one",
                "expected %d bytes, found more".formatted(known.bytes()),
                "name another address with " + SETTING);
    }

    // Only what the other side breaks is tried again, not a full disk.
    private static final class BrokenTransferException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final IOException reason;

        BrokenTransferException(IOException reason) {
            super(reason);
            this.reason = reason;
        }
    }

    private Remote.Opened opened(KnownFile known, long from) throws FileNotFoundException {
        try {
            return address(known).open(from);
        } catch (FileNotFoundException e) {
            throw e;
        } catch (IOException e) {
            throw new BrokenTransferException(e);
        }
    }

    private static int read(InputStream in, byte[] piece) {
        try {
            return in.read(piece);
        } catch (IOException e) {
            throw new BrokenTransferException(e);
        }
    }

    private static void requireUnchanged(KnownFile known, Path file) throws IOException {
        String found = Sha256.of(file);
        if (!found.equals(known.sha256())) {
            throw DataException.of(
                    file,
                    "there is such a file already, but with other contents",
                    "expected SHA-256 %s, found %s".formatted(known.sha256(), found),
                    "move it away and try again");
        }
    }
}

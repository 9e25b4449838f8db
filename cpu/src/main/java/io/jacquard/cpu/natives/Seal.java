package io.jacquard.cpu.natives;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/// Remembers that a file had its digest, until the file changes.
///
/// Beside the file stands a small one that names the digest, and the file's index node, size and
/// time of last change. The system sets that time whenever content or attributes change and no
/// program can set it back, so a file that was overwritten, cut short or exchanged breaks the seal.
/// Where the file system knows no such time, seals never hold.
final class Seal {
    private static final String ATTRIBUTES = "unix:ino,size,ctime";

    private final Path file;
    private final Path seal;
    private final String sha256;

    Seal(Path file, String sha256) {
        this.file = file;
        this.seal = file.resolveSibling(file.getFileName() + ".checked");
        this.sha256 = sha256;
    }

    boolean holds() {
        try {
            return Files.isRegularFile(seal) && Files.readString(seal).equals(content());
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    /// Seals the file. Without success the next process checks the digest again.
    void set() {
        try {
            String content = content();
            Path part =
                    Files.createTempFile(
                            file.toAbsolutePath().getParent(), "seal", NativeCache.TEMPORARY);
            Files.writeString(part, content);
            Files.move(part, seal, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return;
        }
    }

    private String content() throws IOException {
        Map<String, Object> now = Files.readAttributes(file, ATTRIBUTES);
        return sha256
                + " "
                + now.get("ino")
                + " "
                + now.get("size")
                + " "
                + now.get("ctime")
                + "\n";
    }
}

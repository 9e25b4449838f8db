package io.jacquard.cli.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Unpacks wheels as Python's installers do.
final class Unpacking {
    private Unpacking() {}

    /// Unpacks a wheel into a folder.
    ///
    /// @throws PluginException if a name in it leads out of the folder
    static void unpack(Path wheel, Path into) throws IOException {
        Path root = into.toAbsolutePath().normalize();
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                Path target = root.resolve(entry.getName()).normalize();
                Path folder = target.getParent();
                if (folder == null || !folder.startsWith(root)) {
                    throw new PluginException(
                            "%s: an entry leads out of the plugin's folder"
                                    .formatted(wheel.getFileName()),
                            "its name is " + entry.getName(),
                            "expected names below the folder that the wheel is unpacked into",
                            "nothing was installed; please report this wheel");
                }
                if (!entry.isDirectory()) {
                    Files.createDirectories(folder);
                    copy(zip, entry, target);
                }
            }
        }
    }

    private static void copy(ZipFile zip, ZipEntry entry, Path target) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
        }
        // ZipFile does not tell the rights of a file; programs such as ptxas lie in folders `bin`.
        if (entry.getName().contains("/bin/")) {
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}

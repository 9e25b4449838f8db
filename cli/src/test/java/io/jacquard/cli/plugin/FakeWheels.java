package io.jacquard.cli.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Small wheels in a folder.
record FakeWheels(Path folder) {
    /// The plugin `x` of two wheels.
    Plugin plugin() throws IOException {
        return plugin(
                wheel("x-one", "1.0", "plugins/x/x.so", "a/bin/tool", "x_one-1.0.dist-info/RECORD"),
                wheel("x-two", "2.0", "a/lib/lib.so", "x_two-2.0.dist-info/RECORD"));
    }

    /// The plugin `x` of these wheels.
    Plugin plugin(Wheel... wheels) {
        return new Plugin("x", "plugins/x/x.so", List.of(wheels));
    }

    /// Writes a wheel whose entries contain their names.
    Wheel wheel(String distribution, String version, String... entries) throws IOException {
        var file =
                Files.createDirectories(folder)
                        .resolve(
                                "%s-%s-py3-none-any.whl"
                                        .formatted(distribution.replace('-', '_'), version));
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write(entry.getBytes(UTF_8));
                zip.closeEntry();
            }
        }
        return new Wheel(
                distribution,
                version,
                file.getFileName().toString(),
                sum(file),
                Files.size(file),
                String.join("", entries).length());
    }

    private static String sum(Path file) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.jacquard.cpu.natives;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/// What this build of Jacquard expects of the native artifact: its version, and the SHA-256 of each
/// file per platform.
record Manifest(String version, Properties digests) {
    private static final String RESOURCE = "natives.properties";

    /// One file of the native artifact and the digest it must have.
    ///
    /// @param name the file's name, for example `libdnnl.so.3`
    /// @param resource where it lies in the artifact
    /// @param sha256 64 lower-case hexadecimal digits
    record Entry(String name, String resource, String sha256) {}

    static Manifest bundled() {
        var properties = new Properties();
        try (InputStream in = Manifest.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new NativesUnavailableException(
                        "Jacquard's own resource " + RESOURCE + " is missing: the build is broken");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Manifest(properties.getProperty("version"), properties);
    }

    /// Returns the files of a platform, the OpenMP runtime first, or nothing if none are published.
    Optional<List<Entry>> files(Platform platform) {
        String names = digests.getProperty(platform.name() + ".files");
        return Optional.ofNullable(names)
                .map(n -> List.of(n.split(",")).stream().map(f -> entry(platform, f)).toList());
    }

    private Entry entry(Platform platform, String file) {
        String digest = digests.getProperty(platform.name() + "." + file);
        if (digest == null) {
            throw new NativesUnavailableException("No SHA-256 recorded for " + file);
        }
        return new Entry(file, "org/bytedeco/dnnl/" + platform.name() + "/" + file, digest);
    }
}

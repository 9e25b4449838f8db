package io.jacquard.cpu.natives;

import io.jacquard.runtime.CacheFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The shared libraries of oneDNN, as files of this machine.
public final class Natives {
    /// The system property that names the folder for unpacked libraries.
    public static final String FOLDER_PROPERTY = "jacquard.natives";

    /// The environment variable that names the folder for unpacked libraries.
    public static final String FOLDER_VARIABLE = "JACQUARD_NATIVES";

    private Natives() {}

    /// Returns the libraries' files in the order in which they must be opened, unpacking them on
    /// first use.
    ///
    /// @throws NativesUnavailableException if this platform has no libraries, the artifact is
    ///   missing, or the cache folder cannot be used
    public static List<Path> provide() {
        Platform platform = Platform.current();
        Manifest manifest = Manifest.bundled();
        List<Manifest.Entry> files =
                manifest.files(platform).orElseThrow(() -> unsupported(platform));
        var cache =
                new NativeCache(
                        folder(System.getenv())
                                .resolve(manifest.version())
                                .resolve(platform.name()),
                        ResourceFinder.ofProcess());
        return files.stream().map(cache::provide).toList();
    }

    private static NativesUnavailableException unsupported(Platform platform) {
        return new NativesUnavailableException(
                "There is no oneDNN for "
                        + platform.name()
                        + " in this version of Jacquard"
                        + "\n  linux-x86_64 is supported; elsewhere the interpreter runs, which is"
                        + " correct and slow");
    }

    /// Returns the cache folder: the property, the variable, or `jacquard/natives` in the user's
    /// cache.
    static Path folder(Map<String, String> environment) {
        String chosen =
                System.getProperty(FOLDER_PROPERTY, environment.getOrDefault(FOLDER_VARIABLE, ""));
        Path folder = chosen.isEmpty() ? CacheFolder.of("natives", environment) : Path.of(chosen);
        return folder.toAbsolutePath();
    }
}

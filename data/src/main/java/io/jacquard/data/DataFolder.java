package io.jacquard.data;

import io.jacquard.runtime.CacheFolder;
import java.nio.file.Path;
import java.util.Map;

/// Where data sets lie on this machine: `$JACQUARD_DATA` if it is set, else
/// `$XDG_CACHE_HOME/jacquard/data`, else `~/.cache/jacquard/data`.
public final class DataFolder {
    private DataFolder() {}

    /// The folder of all data sets; it need not exist.
    public static Path root() {
        return root(System.getenv());
    }

    /// The folder of one data set; it need not exist.
    ///
    /// @param set the folder's name, such as `cifar-10` or `fashion-mnist`
    public static Path of(String set) {
        return root().resolve(set);
    }

    static Path root(Map<String, String> environment) {
        String given = environment.getOrDefault("JACQUARD_DATA", "");
        return given.isBlank() ? CacheFolder.of("data", environment) : Path.of(given);
    }
}

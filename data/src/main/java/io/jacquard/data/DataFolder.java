package io.jacquard.data;

import java.nio.file.Path;
import java.util.Map;

/// Where data sets lie on this machine: `$JACQUARD_DATA` if it is set, else
/// `$XDG_CACHE_HOME/jacquard/data`, else `~/.cache/jacquard/data`.
public final class DataFolder {
    private DataFolder() {}

    /// The folder of all data sets; it need not exist.
    public static Path root() {
        return root(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    /// The folder of one data set; it need not exist.
    ///
    /// @param set the folder's name, such as `cifar-10` or `fashion-mnist`
    public static Path of(String set) {
        return root().resolve(set);
    }

    static Path root(Map<String, String> environment, Path home) {
        String given = environment.getOrDefault("JACQUARD_DATA", "");
        if (!given.isBlank()) {
            return Path.of(given);
        }
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        String own = environment.getOrDefault("HOME", "");
        Path base =
                !cache.isBlank()
                        ? Path.of(cache)
                        : (own.isBlank() ? home : Path.of(own)).resolve(".cache");
        return base.resolve("jacquard").resolve("data");
    }
}

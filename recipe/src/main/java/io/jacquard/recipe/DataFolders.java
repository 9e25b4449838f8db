package io.jacquard.recipe;

import java.nio.file.Path;
import java.util.Map;

/// Where data are looked for.
public final class DataFolders {
    private DataFolders() {}

    /// `JACQUARD_DATA` if it is set, else the folder `jacquard/data` in the user's cache.
    public static Path root() {
        String set = System.getenv().getOrDefault("JACQUARD_DATA", "");
        return set.isEmpty() ? cache().resolve("data") : Path.of(set);
    }

    /// The folder `jacquard` in `XDG_CACHE_HOME`, by default `~/.cache`.
    public static Path cache() {
        Map<String, String> env = System.getenv();
        String xdg = env.getOrDefault("XDG_CACHE_HOME", "");
        Path base = xdg.isEmpty() ? home().resolve(".cache") : Path.of(xdg);
        return base.resolve("jacquard");
    }

    /// `$HOME`.
    public static Path home() {
        return Path.of(System.getenv().getOrDefault("HOME", System.getProperty("user.home", ".")));
    }
}

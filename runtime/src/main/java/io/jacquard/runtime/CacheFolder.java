package io.jacquard.runtime;

import java.nio.file.Path;
import java.util.Map;

/// Our folders in the user's cache: `$XDG_CACHE_HOME/jacquard/NAME`, else `~/.cache/jacquard/NAME`.
///
/// Source: XDG Base Directory Specification, version 0.8.
public final class CacheFolder {
    private CacheFolder() {}

    /// A folder of this process's user; it need not exist.
    ///
    /// @param name such as `models`
    public static Path of(String name) {
        return of(name, System.getenv());
    }

    /// A folder as an environment says.
    ///
    /// @param name such as `models`
    /// @param environment variables and their values; blank ones count as absent
    public static Path of(String name, Map<String, String> environment) {
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "").strip();
        Path base = cache.isEmpty() ? home(environment).resolve(".cache") : Path.of(cache);
        return base.resolve("jacquard").resolve(name);
    }

    /// The user's home: `$HOME`, else what Java knows.
    ///
    /// @param environment variables and their values; blank ones count as absent
    public static Path home(Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", "").strip();
        return Path.of(home.isEmpty() ? System.getProperty("user.home", ".") : home);
    }
}

package io.jacquard.recipe;

import java.nio.file.Path;
import java.util.Map;

/// The user's folders.
public final class DataFolders {
    private DataFolders() {}

    /// The folder `jacquard` in `XDG_CACHE_HOME`, by default `~/.cache`.
    public static Path cache() {
        Map<String, String> env = System.getenv();
        String xdg = env.getOrDefault("XDG_CACHE_HOME", "");
        Path base = xdg.isEmpty() ? home().resolve(".cache") : Path.of(xdg);
        return base.resolve("jacquard");
    }

    /// `$HOME`, if it is set and not empty; else the home that Java knows.
    public static Path home() {
        String home = System.getenv().getOrDefault("HOME", "");
        return Path.of(home.isBlank() ? System.getProperty("user.home", ".") : home);
    }

    /// The path that was written, `~` in front being {@link #home}.
    public static Path path(String written) {
        boolean atHome = written.equals("~") || written.startsWith("~/");
        return atHome
                ? home().resolve(written.substring(Math.min(2, written.length())))
                : Path.of(written);
    }
}

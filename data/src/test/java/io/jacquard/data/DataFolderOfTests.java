package io.jacquard.data;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where tests find real data sets.
public final class DataFolderOfTests {
    private DataFolderOfTests() {}

    /// The folder of that set; skips the test where it is missing, fails it on CI.
    public static Path of(String set) {
        String root = System.getenv("JACQUARD_DATA");
        Path folder =
                (root == null
                                ? Path.of(
                                        System.getProperty("user.home"),
                                        ".cache",
                                        "jacquard",
                                        "data")
                                : Path.of(root))
                        .resolve(set);
        String missing = "the data set %s is missing: no folder %s".formatted(set, folder);
        if (!Files.isDirectory(folder) && "true".equals(System.getenv("CI"))) {
            fail(missing);
        }
        assumeTrue(Files.isDirectory(folder), missing);
        return folder;
    }
}

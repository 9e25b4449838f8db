package io.jacquard.nn.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelFolderTest {
    private static final Path HOME = Path.of("/home/ada");

    @Test
    void theEnvironmentSaysWhereModelsLie() {
        assertThat(ModelFolder.root(Map.of("JACQUARD_MODELS", "/m", "XDG_CACHE_HOME", "/c"), HOME))
                .isEqualTo(Path.of("/m"));
        assertThat(ModelFolder.root(Map.of("JACQUARD_MODELS", " ", "XDG_CACHE_HOME", "/c"), HOME))
                .isEqualTo(Path.of("/c/jacquard/models"));
        assertThat(ModelFolder.root(Map.of(), HOME))
                .isEqualTo(Path.of("/home/ada/.cache/jacquard/models"));
        assertThat(ModelFolder.of("a/b").endsWith(Path.of("a", "b"))).isTrue();
    }
}

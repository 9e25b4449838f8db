package io.jacquard.nn.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelFolderTest {
    @Test
    void theEnvironmentSaysWhereModelsLie() {
        assertThat(ModelFolder.root(Map.of("JACQUARD_MODELS", "/m", "XDG_CACHE_HOME", "/c")))
                .isEqualTo(Path.of("/m"));
        assertThat(ModelFolder.root(Map.of("JACQUARD_MODELS", " ", "XDG_CACHE_HOME", "/c")))
                .isEqualTo(Path.of("/c/jacquard/models"));
        assertThat(ModelFolder.root(Map.of("HOME", "own")))
                .isEqualTo(Path.of("own/.cache/jacquard/models"));
        assertThat(ModelFolder.of("a/b").endsWith(Path.of("a", "b"))).isTrue();
    }
}

package io.jacquard.models.pretrained;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.models.generate.Generation;
import io.jacquard.models.generate.Generator;
import io.jacquard.models.generate.TextGenerator;
import io.jacquard.runtime.Device;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// What the documentation shows.
class SnippetsTest {
    @Test
    void pretrained() {
        Path folder = FilesOfTests.of("stories260K/stories260K.bin");
        var shown = new StringBuilder();
        // @start region="pretrained"
        try (var device = Device.open();
                var pretrained = Pretrained.open(folder, device);
                var generator = Generator.of(pretrained.model())) {
            TextGenerator.of(generator, pretrained.codec())
                    .generate("One day", Generation.greedy(20), shown::append);
        }
        // @end
        assertThat(shown).hasSizeGreaterThan(20);
    }
}

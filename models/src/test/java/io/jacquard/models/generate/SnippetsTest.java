package io.jacquard.models.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.models.TextCodec;
import io.jacquard.models.ToyModel;
import io.jacquard.nn.Model;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Seed;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the documentation shows.
class SnippetsTest {
    @Test
    void generate() {
        try (var device = Device.open("cpu");
                Model model = new ToyModel("gpt2").open(device)) {
            List<Integer> prompt = List.of(3, 1, 4);
            // @start region="generate"
            try (var generator = Generator.of(model)) {
                var likeliest = Generation.greedy(10);
                var varied = likeliest.with(Sampling.of(Seed.of(42)).withTopK(40));
                List<Integer> ids = generator.generate(prompt, varied);
                // @end
                assertThat(ids).hasSize(10);
            }
        }
    }

    /// A letter a token.
    private static final class Letters implements TextCodec {
        @Override
        public List<Integer> encode(String text) {
            return text.chars().mapToObj(c -> c - 'a').toList();
        }

        @Override
        public String decode(List<Integer> ids) {
            var text = new StringBuilder();
            ids.forEach(id -> text.append((char) ('a' + id)));
            return text.toString();
        }

        @Override
        public int size() {
            return 17;
        }

        @Override
        public List<Integer> ends() {
            return List.of();
        }
    }

    @Test
    void text() {
        TextCodec codec = new Letters();
        var shown = new StringBuilder();
        try (var device = Device.open("cpu");
                Model model = new ToyModel("gpt2").open(device);
                var generator = Generator.of(model)) {
            // @start region="text"
            var writer = TextGenerator.of(generator, codec).stoppingAt(List.of("\n\n"));
            String text = writer.generate("deb", Generation.greedy(10), shown::append);
            // @end
            assertThat(text).hasSize(10).isEqualTo(shown.toString());
        }
    }
}

package io.jacquard.models.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jacquard.ir.Literal;
import io.jacquard.models.ToyModel;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Model;
import io.jacquard.nn.Policy;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Seed;
import io.jacquard.testkit.Fixtures;
import io.jacquard.testkit.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratorTest {
    private static final Json JSON = Fixtures.load("language-models").json();
    private static final List<Integer> PROMPT = ids(JSON.at("prompt"));
    private static final int LIMIT = (int) JSON.at("limit").number();
    private static final List<Integer> ENDS = List.of((int) JSON.at("end").number());

    private static List<Integer> ids(Json list) {
        return list.list().stream().map(n -> (int) n.number()).toList();
    }

    static Stream<Arguments> modelsOnDevices() {
        return Device.available().stream()
                .flatMap(d ->
                        JSON.at("written").fields().keySet().stream().map(n -> Arguments.of(d, n)));
    }

    @ParameterizedTest
    @MethodSource("modelsOnDevices")
    void writesWhatTransformersWrites(String deviceName, String name) {
        Json written = JSON.at("written").at(name);
        try (var device = Device.open(deviceName);
                var model = new ToyModel(name).open(device);
                var generator = Generator.of(model)) {
            var greedy = Generation.greedy(LIMIT).endingAt(ENDS);

            assertThat(generator.generate(PROMPT, greedy)).isEqualTo(ids(written.at("greedy")));
            assertThat(generator.generate(PROMPT, greedy.withBeams(3)))
                    .isEqualTo(ids(written.at("beams")));
            assertThat(
                            generator.generate(
                                    PROMPT,
                                    greedy.with(Sampling.greedy().withRepetitionPenalty(1.7))))
                    .isEqualTo(ids(written.at("penalty")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt2", "llama", "llama-tied"})
    void equalsTheWholeNetworkOnAllTokens(String name) {
        try (var device = Device.open("cpu");
                var model = new ToyModel(name).open(device);
                var generator = Generator.of(model)) {
            for (int length = 1; length < 7; length++) {
                List<Integer> all = new ArrayList<>(PROMPT.subList(0, Math.min(length, 4)));
                IntStream.range(all.size(), length).forEach(_ -> all.add(2));
                int prompt = all.size();

                var made = generator.generate(List.copyOf(all), Generation.greedy(100));

                while (all.size() < generator.context()) {
                    all.add(next(model, all));
                }
                assertThat(made).isEqualTo(all.subList(prompt, all.size()));
            }
        }
    }

    /// The most likely token after all of these, by the whole network.
    private static int next(Model model, List<Integer> ids) {
        int[] all = ids.stream().mapToInt(i -> i).toArray();
        Literal logits = model.predict(Literal.of(all, 1, all.length));
        int size = logits.type().shape().size(-1);
        int from = (all.length - 1) * size;
        return IntStream.range(0, size)
                .reduce((a, b) -> logits.get(from + b) > logits.get(from + a) ? b : a)
                .orElseThrow();
    }

    @Test
    void sameSeedGivesTheSameTokens() {
        try (var device = Device.open("cpu");
                var model = new ToyModel("llama").open(device);
                var generator = Generator.of(model)) {
            var how =
                    Generation.greedy(12).with(Sampling.of(Seed.of(1)).withTopK(10).withTopP(0.95));
            var first = generator.generate(PROMPT, how);

            assertThat(generator.generate(PROMPT, how)).isEqualTo(first);
            assertThat(
                            generator.generate(
                                    PROMPT, Generation.greedy(12).with(Sampling.of(Seed.of(2)))))
                    .isNotEqualTo(first);
        }
    }

    @Test
    void handsOverEachTokenAndStopsWhenAsked() {
        try (var device = Device.open("cpu");
                var model = new ToyModel("gpt2").open(device);
                var generator = Generator.of(model)) {
            List<Integer> heard = new ArrayList<>();
            var made =
                    generator.generate(
                            PROMPT,
                            Generation.greedy(9),
                            id -> {
                                heard.add(id);
                                return heard.size() < 3;
                            });

            assertThat(heard).hasSize(3).isEqualTo(made);
        }
    }

    @Test
    void computesInTheDtypeOfThePolicy() {
        try (var device = Device.open("cpu");
                var model = new ToyModel("llama").open(device, Policy.bf16());
                var generator = Generator.of(model)) {
            assertThat(generator.generate(PROMPT, Generation.greedy(5))).hasSize(5);
        }
    }

    @Test
    void refusesPromptsThatDoNotFit() {
        try (var device = Device.open("reference");
                var model = new ToyModel("gpt2").open(device);
                var generator = Generator.of(model)) {
            assertThatExceptionOfType(GenerationException.class)
                    .isThrownBy(() ->
                            generator.generate(Collections.nCopies(16, 1), Generation.greedy(1)))
                    .withMessage(
                            """
                            [generate] the prompt leaves nothing to go on from or no room
                              it has 16 tokens, the model's context 16
                              expected 1 to 15 tokens
                              shorten the prompt, or keep its last tokens\
                            """);
            assertThatExceptionOfType(GenerationException.class)
                    .isThrownBy(() -> generator.generate(List.of(), Generation.greedy(1)))
                    .withMessageContaining("give some text");
            assertThatExceptionOfType(GenerationException.class)
                    .isThrownBy(() -> generator.generate(List.of(17), Generation.greedy(1)))
                    .withMessageContaining("id 17, the model knows 17 tokens");
        }
    }

    @Test
    void refusesModelsOfOtherKinds() {
        try (var device = Device.open("reference");
                var model = Model.create(device, Seed.of(0), _ -> Layer.of(x -> x))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Generator.of(model))
                    .withMessageContaining("[generate] the model's network is no language model");
        }
    }
}

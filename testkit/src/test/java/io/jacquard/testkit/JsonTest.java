package io.jacquard.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void readsEveryKindOfValue() {
        Json json =
                Json.parse(" {\"a\": [1, -2.5e3, true, false, null], \"b\": \"\\u00fc\\n\\\"\"} ");
        assertThat(json.at("a").list().get(1).number()).isEqualTo(-2500);
        assertThat(json.at("a").list().get(2)).isEqualTo(new Json.Truth(true));
        assertThat(json.at("a").list().get(4)).isEqualTo(new Json.Nothing());
        assertThat(json.at("b").text()).isEqualTo("\u00fc\n\"");
        assertThat(json.fields()).containsOnlyKeys("a", "b");
        assertThat(Json.parse("[]").list()).isEmpty();
        assertThat(Json.parse("{}").fields()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[1 2]", "{\"a\" 1}", "\"open", "01", "[1] x", "\"\\q\"", "nul"})
    void rejectsWhatIsNoJson(String text) {
        assertThatThrownBy(() -> Json.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected");
    }

    @Test
    void saysWhatWasExpectedOfAnotherKind() {
        assertThatThrownBy(() -> Json.parse("[1]").at("a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("expected an object");
        assertThatThrownBy(() -> Json.parse("{\"a\": 1}").at("b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no 'b' in [a]");
    }
}

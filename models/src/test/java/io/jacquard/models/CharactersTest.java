package io.jacquard.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class CharactersTest {
    @Test
    void charactersAreNumberedInTheirOrder() {
        var tokens = Characters.in("ba\n🐈a");

        assertThat(tokens.characters()).containsExactly("\n", "a", "b", "🐈");
        assertThat(tokens.encode("ab🐈")).containsExactly(1, 2, 3);
        assertThat(tokens.decode(List.of(3, 0))).isEqualTo("🐈\n");
        assertThat(Characters.of(tokens.characters()).encode("b")).containsExactly(2);
        assertThat(tokens.size()).isEqualTo(4);
        assertThat(tokens.ends()).isEmpty();
    }

    @Test
    void refusesOtherCharacters() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Characters.in("ab").encode("abc"))
                .withMessageContaining("the character 'c'")
                .withMessageContaining("of the text it learned from: ab");
    }
}

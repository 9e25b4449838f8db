package io.jacquard.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jacquard.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HuggingFaceTokenizerTest {
    @TempDir private Path folder;
    private Tokenizer tokenizer;

    @BeforeEach
    void read() throws IOException {
        tokenizer = HuggingFaceTokenizer.read(WordPieces.write(folder));
    }

    @AfterEach
    void close() {
        tokenizer.close();
    }

    @Test
    void nothingIsCutOrPaddedThoughTheFileAsksForIt() {
        var tokens = tokenizer.encode("two ".repeat(3000));

        assertThat(tokens.size()).isEqualTo(3002);
        assertThat(tokenizer.encode("two").ids()).containsExactly(1, 4, 2);
    }

    @Test
    void aPairHasTwoTypes() {
        var tokens = tokenizer.encode("two", "windows.");

        assertThat(tokens.ids()).containsExactly(1, 4, 2, 5, 6, 7, 2);
        assertThat(tokens.types()).containsExactly(0, 0, 0, 1, 1, 1, 1);
        assertThat(tokens.pieces())
                .containsExactly("[CLS]", "two", "[SEP]", "window", "##s", ".", "[SEP]");
        assertThat(IntStream.range(0, 7).filter(tokens::isSpecial)).containsExactly(0, 2, 6);
    }

    @Test
    void anyTextIsRead() {
        assertThat(tokenizer.encode("").ids()).containsExactly(1, 2);
        assertThat(tokenizer.encode(" \t\u00a0\u200b").ids()).containsExactly(1, 2);
        assertThat(tokenizer.encode("\uD83D\uDE00").ids()).containsExactly(1, 3, 2);
        assertThat(tokenizer.encode("\u05d0\u05d1").ids()).containsExactly(1, 3, 2);
        assertThat(tokenizer.encode("TWO\u0000two").ids()).isNotEmpty();
        assertThat(tokenizer.encode("a\uD800b").size()).isGreaterThan(2);
    }

    @Test
    void cuttingKeepsTheSpecialTokens() {
        var tokens = tokenizer.encode("two windows.");

        assertThat(tokens.cutTo(6)).isSameAs(tokens);
        assertThat(tokens.cutTo(4).ids()).containsExactly(1, 4, 5, 2);
        assertThat(tokens.cutTo(2).pieces()).isEqualTo(List.of("[CLS]", "[SEP]"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tokens.cutTo(1))
                .withMessageContaining("give a limit from 2");
    }

    @Test
    void whatIsNoTokenizerIsRefused() throws IOException {
        var wrong = Files.writeString(folder.resolve("wrong.json"), "{\"x\": 1}");

        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> HuggingFaceTokenizer.read(wrong))
                .withMessageContaining("wrong.json: cannot be used as a tokenizer");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> HuggingFaceTokenizer.read(folder.resolve("absent.json")))
                .withMessageContaining("absent.json: there is no such file");
    }
}

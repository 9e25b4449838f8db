package io.jacquard.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jacquard.data.DataException;
import io.jacquard.data.DataFolderOfTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Sst2Test {
    @TempDir private Path folder;

    private void write(String train) throws IOException {
        Files.writeString(folder.resolve("train.tsv"), train);
        Files.writeString(folder.resolve("dev.tsv"), "label\tcontent\n1\ta \"quoted\tfilm\n");
        Files.writeString(folder.resolve("test.tsv"), "label\tcontent\n0\ttwo\n1\ttwo windows .\n");
    }

    @Test
    void theRealSetHasItsSizes() {
        var set = Sst2.from(DataFolderOfTests.of("sst-2"));

        assertThat(set.train().size()).isEqualTo(67_349);
        assertThat(set.dev().size()).isEqualTo(872);
        assertThat(set.test().size()).isEqualTo(1_821);
        assertThat(Arrays.stream(set.test().labels()).sum()).isEqualTo(909);
        assertThat(set.train().classes()).containsExactly("negative", "positive");
        assertThat(set.train().texts().getFirst()).startsWith("hide new secretions");
    }

    @Test
    void quotesAndTabsInATextAreText() throws IOException {
        write("label\tsentence\n0\tx\n");

        assertThat(Sst2.from(folder).dev().texts()).isEqualTo(List.of("a \"quoted\tfilm"));
    }

    @Test
    void textsBecomeIdsOfOneLength() throws IOException {
        write("label\tsentence\n0\tx\n");
        try (var tokenizer = HuggingFaceTokenizer.read(WordPieces.write(folder))) {
            var data = Sst2.from(folder).test().tokens(tokenizer, 5);

            assertThat(data.column("features").ints())
                    .containsExactly(1, 4, 2, 0, 0, 1, 4, 5, 6, 2);
            assertThat(data.column("labels").ints()).containsExactly(0, 1);
            assertThat(Sst2.from(folder).test().take(1).size()).isEqualTo(1);
        }
    }

    @Test
    void whatIsWrongIsNamed() throws IOException {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Sst2.from(folder))
                .withMessageContaining("expected train.tsv");
        write("label\tsentence\n2\tx\n");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Sst2.from(folder))
                .withMessageContaining("line 2 is no label and sentence");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new TextSet(List.of("a"), new int[] {1}, List.of("x")))
                .withMessageContaining("a label is 1");
    }
}

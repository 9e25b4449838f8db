package io.jacquard.data.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The code in the Javadoc of this package, between `@start` and `@end`, run.
class SnippetsTest {
    @TempDir private Path folder;

    @Test
    void aTokenizerReadsTextAndWritesIt() throws IOException {
        var file = WordPieces.write(folder);
        // @start region="tokenizer"
        int[] ids;
        String text;
        try (var tokenizer = HuggingFaceTokenizer.read(file)) {
            Tokens tokens = tokenizer.encode("Two windows."); // [CLS] two window ##s . [SEP]
            ids = tokens.cutTo(5).ids();
            text = tokenizer.decode(ids);
        }
        // @end
        assertThat(ids).containsExactly(1, 4, 5, 6, 2);
        assertThat(text).isEqualTo("two windows");
    }
}

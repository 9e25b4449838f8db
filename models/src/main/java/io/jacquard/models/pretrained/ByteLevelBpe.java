package io.jacquard.models.pretrained;

import io.jacquard.data.text.HuggingFaceTokenizer;
import io.jacquard.nn.checkpoint.CheckpointException;
import io.jacquard.nn.checkpoint.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// GPT-2's tokenizer from its `vocab.json` and `merges.txt`, where there is no `tokenizer.json`.
///
/// Source: Radford et al., *Language models are unsupervised multitask learners*, 2019, section
/// 2.2.
final class ByteLevelBpe {
    private ByteLevelBpe() {}

    /// Reads the two files of a folder.
    ///
    /// @param ends ids that end a text
    /// @throws CheckpointException if one is absent or cannot be read
    /// @throws io.jacquard.data.DataException if they are no tokenizer together
    static Tokenized read(Path folder, List<Integer> ends) {
        Path file = folder.resolve("vocab.json");
        Config vocabulary = Config.read(file);
        String special =
                vocabulary.keys().stream()
                        .filter(piece -> ends.contains(vocabulary.integer(piece)))
                        .map(piece -> special(vocabulary.integer(piece), piece))
                        .collect(Collectors.joining(", "));
        String merges =
                text(folder.resolve("merges.txt"))
                        .lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#version"))
                        .map(ByteLevelBpe::quoted)
                        .collect(Collectors.joining(", "));
        String description = description(special, text(file), merges);
        return new Tokenized(
                HuggingFaceTokenizer.of(description, folder), vocabulary.keys().size(), ends);
    }

    private static String special(int id, String piece) {
        return """
        {"id": %d, "content": %s, "special": true, "single_word": false,
         "lstrip": false, "rstrip": false, "normalized": false}\
        """
                .formatted(id, quoted(piece));
    }

    // A tokenizer.json.
    private static String description(String special, String vocabulary, String merges) {
        return """
        {"version": "1.0", "truncation": null, "padding": null, "normalizer": null,
         "added_tokens": [%s],
         "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false,
           "trim_offsets": true, "use_regex": true},
         "post_processor": null,
         "decoder": {"type": "ByteLevel", "add_prefix_space": false,
           "trim_offsets": true, "use_regex": true},
         "model": {"type": "BPE", "dropout": null, "unk_token": null,
           "continuing_subword_prefix": null, "end_of_word_suffix": null,
           "fuse_unk": false, "vocab": %s, "merges": [%s]}}
        """
                .formatted(special, vocabulary, merges);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new CheckpointException("cannot read %s: %s".formatted(file, e), e);
        }
    }

    // Pieces are visible characters.
    private static String quoted(String piece) {
        return '"' + piece.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}

package io.jacquard.models.pretrained;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jacquard.models.TextCodec;
import io.jacquard.nn.checkpoint.CheckpointException;
import io.jacquard.nn.checkpoint.Config;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// GPT-2's tokenizer from its `vocab.json` and `merges.txt`: a text is cut into words, each word's
/// bytes are written as visible characters, and neighbors are joined in the order of the merges.
///
/// Source: Radford et al., *Language models are unsupervised multitask learners*, 2019, section
/// 2.2, and its `encoder.py`.
final class ByteBpe implements TextCodec {
    private static final Pattern WORDS =
            Pattern.compile(
                    "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
                    Pattern.UNICODE_CHARACTER_CLASS);
    private static final String UNKNOWN = "<unk>";
    private static final char[] VISIBLE = visible();

    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<Integer, String> pieces = new HashMap<>();
    private final Map<String, Integer> ranks = new HashMap<>();
    private final List<Integer> ends;

    private ByteBpe(List<Integer> ends) {
        this.ends = List.copyOf(ends);
    }

    /// Reads the two files of a folder.
    ///
    /// @param ends ids that end a text
    /// @throws CheckpointException if one is absent or not as it must be
    static ByteBpe read(Path folder, List<Integer> ends) {
        ByteBpe made = new ByteBpe(ends);
        Config vocabulary = Config.read(folder.resolve("vocab.json"));
        for (String piece : vocabulary.keys()) {
            made.ids.put(piece, vocabulary.integer(piece));
            made.pieces.put(vocabulary.integer(piece), piece);
        }
        Path merges = folder.resolve("merges.txt");
        try {
            for (String line : Files.readAllLines(merges)) {
                if (!line.isBlank() && !line.startsWith("#version")) {
                    made.ranks.put(line, made.ranks.size());
                }
            }
        } catch (IOException e) {
            throw new CheckpointException("cannot read %s: %s".formatted(merges, e), e);
        }
        return made;
    }

    @Override
    public int size() {
        return pieces.size();
    }

    @Override
    public List<Integer> ends() {
        return ends;
    }

    @Override
    public List<Integer> encode(String text) {
        List<Integer> all = new ArrayList<>();
        Matcher words = WORDS.matcher(text);
        while (words.find()) {
            for (String piece : joined(characters(words.group()))) {
                all.add(id(piece));
            }
        }
        return List.copyOf(all);
    }

    private int id(String piece) {
        Integer id = ids.getOrDefault(piece, ids.get(UNKNOWN));
        if (id == null) {
            throw new IllegalArgumentException(
                    """
                    [tokenizer] the text has what the tokenizer does not know
                      the piece '%s'
                      expected pieces of its %d tokens; it has no '%s'
                      leave it out, or take another model\
                    """
                            .formatted(piece, size(), UNKNOWN));
        }
        return id;
    }

    private static List<String> characters(String word) {
        List<String> all = new ArrayList<>();
        for (byte b : word.getBytes(UTF_8)) {
            all.add(String.valueOf(VISIBLE[b & 0xFF]));
        }
        return all;
    }

    private List<String> joined(List<String> parts) {
        while (true) {
            int best = -1;
            int rank = Integer.MAX_VALUE;
            for (int i = 0; i + 1 < parts.size(); i++) {
                int r =
                        ranks.getOrDefault(
                                parts.get(i) + " " + parts.get(i + 1), Integer.MAX_VALUE);
                if (r < rank) {
                    rank = r;
                    best = i;
                }
            }
            if (best < 0) {
                return parts;
            }
            parts.set(best, parts.get(best) + parts.remove(best + 1));
        }
    }

    @Override
    public String decode(List<Integer> tokens) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int id : tokens) {
            if (!ends.contains(id)) {
                pieces.getOrDefault(id, "").chars().forEach(c -> write(bytes, (char) c));
            }
        }
        return bytes.toString(UTF_8);
    }

    private static void write(ByteArrayOutputStream bytes, char visible) {
        int b = IntStream.range(0, 256).filter(i -> VISIBLE[i] == visible).findFirst().orElse(-1);
        if (b >= 0) {
            bytes.write(b);
        }
    }

    /// For each byte a character that can be seen: its own if it can, else one from 256 on.
    private static char[] visible() {
        char[] made = new char[256];
        int next = 256;
        for (int b = 0; b < 256; b++) {
            boolean own = (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xAC) || b >= 0xAE;
            made[b] = (char) (own ? b : next++);
        }
        return made;
    }
}

package io.jacquard.models.llama;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jacquard.models.TextCodec;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The tokenizer of llama2.c: pieces with scores, of which neighbors are joined by the largest
/// score until none can be; characters that are no piece become bytes. A text begins with a token
/// of its own and a space.
///
/// Source: Karpathy, llama2.c, `tokenizer.py` and `run.c`, 2023.
public final class Llama2cTokens implements TextCodec {
    private static final int BEGIN = 1;
    private static final int END = 2;
    private static final int FIRST_BYTE = 3;
    private static final Pattern BYTE = Pattern.compile("<0x([0-9A-F]{2})>");

    private final List<String> pieces;
    private final List<Float> scores;
    private final Map<String, Integer> ids = new HashMap<>();

    private Llama2cTokens(List<String> pieces, List<Float> scores) {
        this.pieces = pieces;
        this.scores = scores;
        for (int i = 0; i < pieces.size(); i++) {
            ids.putIfAbsent(pieces.get(i), i);
        }
    }

    /// Reads a file.
    ///
    /// @param file for example `tokenizer.bin`
    /// @throws io.jacquard.nn.checkpoint.CheckpointException if it is absent or cut short
    public static Llama2cTokens read(Path file) {
        ByteBuffer bytes = Llama2c.bytes(file);
        List<String> pieces = new ArrayList<>();
        List<Float> scores = new ArrayList<>();
        bytes.position(Math.min(4, bytes.capacity()));
        while (bytes.hasRemaining()) {
            float score = bytes.remaining() < 8 ? 0 : bytes.getFloat();
            int length = bytes.remaining() < 4 ? -1 : bytes.getInt();
            if (length < 0 || length > bytes.remaining()) {
                throw Llama2c.wrong(
                        file, "it ends within a piece", pieces.size() + " whole pieces");
            }
            byte[] piece = new byte[length];
            bytes.get(piece);
            scores.add(score);
            pieces.add(new String(piece, UTF_8));
        }
        if (pieces.size() < FIRST_BYTE + 256) {
            throw Llama2c.wrong(file, "it is no tokenizer", pieces.size() + " pieces");
        }
        return new Llama2cTokens(List.copyOf(pieces), List.copyOf(scores));
    }

    @Override
    public int size() {
        return pieces.size();
    }

    /// The token that begins a text too: it begins the next one.
    @Override
    public List<Integer> ends() {
        return List.of(BEGIN, END);
    }

    @Override
    public List<Integer> encode(String text) {
        List<Integer> tokens = new ArrayList<>();
        if (!text.isEmpty()) {
            (" " + text).codePoints().forEach(c -> add(tokens, Character.toString(c)));
        }
        while (join(tokens)) {}
        tokens.addFirst(BEGIN);
        return List.copyOf(tokens);
    }

    private void add(List<Integer> tokens, String character) {
        Integer id = ids.get(character);
        if (id != null) {
            tokens.add(id);
            return;
        }
        for (byte b : character.getBytes(UTF_8)) {
            tokens.add((b & 0xFF) + FIRST_BYTE);
        }
    }

    /// Joins the pair with the largest score; false if no pair is a piece.
    private boolean join(List<Integer> tokens) {
        int best = -1;
        int joined = -1;
        for (int i = 0; i + 1 < tokens.size(); i++) {
            Integer id = ids.get(pieces.get(tokens.get(i)) + pieces.get(tokens.get(i + 1)));
            if (id != null && (best < 0 || scores.get(id) > scores.get(joined))) {
                best = i;
                joined = id;
            }
        }
        if (best >= 0) {
            tokens.set(best, joined);
            tokens.subList(best + 1, best + 2).clear();
        }
        return best >= 0;
    }

    @Override
    public String decode(List<Integer> tokens) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean first = !tokens.isEmpty() && tokens.getFirst() == BEGIN;
        for (int id : tokens) {
            if (id == BEGIN || id == END) {
                continue;
            }
            String piece = pieces.get(id);
            Matcher single = BYTE.matcher(piece);
            if (single.matches()) {
                bytes.write(Integer.parseInt(single.group(1), 16));
            } else {
                bytes.writeBytes((first ? piece.replaceFirst("^ ", "") : piece).getBytes(UTF_8));
            }
            first = false;
        }
        return bytes.toString(UTF_8);
    }
}

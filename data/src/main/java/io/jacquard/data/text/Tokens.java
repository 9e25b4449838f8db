package io.jacquard.data.text;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/// What a tokenizer makes of a text: ids of pieces, with special ones around them such as `[CLS]`.
public final class Tokens {
    private final int[] ids;
    private final int[] types;
    private final boolean[] special;
    private final List<String> pieces;

    /// Tokens of several properties, of equal lengths; copies are kept.
    ///
    /// @param ids number of each piece
    /// @param types number of the text that a piece is of: 0, or 1 in the second of a pair
    /// @param special 1 for pieces that are not of the text, 0 for the others
    /// @param pieces the pieces as text
    public Tokens(int[] ids, int[] types, int[] special, List<String> pieces) {
        if (types.length != ids.length
                || special.length != ids.length
                || pieces.size() != ids.length) {
            throw new IllegalArgumentException(
                    "%d ids, %d types, %d marks and %d pieces; expected as many of each"
                            .formatted(ids.length, types.length, special.length, pieces.size()));
        }
        this.ids = ids.clone();
        this.types = types.clone();
        this.special = new boolean[special.length];
        for (int i = 0; i < special.length; i++) {
            this.special[i] = special[i] != 0;
        }
        this.pieces = List.copyOf(pieces);
    }

    /// Number of tokens, special ones included.
    public int size() {
        return ids.length;
    }

    /// The ids, a copy.
    public int[] ids() {
        return ids.clone();
    }

    /// For each token 0, or 1 in the second text of a pair; a copy.
    public int[] types() {
        return types.clone();
    }

    /// The tokens as text, such as `wind`, `##ows`, `[SEP]`.
    public List<String> pieces() {
        return Collections.unmodifiableList(pieces);
    }

    /// True if a token is not of the text but was put around it.
    ///
    /// @param index from 0
    public boolean isSpecial(int index) {
        return special[index];
    }

    /// These tokens, or if they are more than a limit, without the last ones that are not special:
    /// what Hugging Face's tokenizers do to a single text with truncation on.
    ///
    /// @param limit most tokens that are left, at least as many as the special ones
    /// @throws IllegalArgumentException if the special ones alone are more than the limit
    public Tokens cutTo(int limit) {
        if (size() <= limit) {
            return this;
        }
        int fixed = (int) IntStream.range(0, size()).filter(i -> special[i]).count();
        if (fixed > limit) {
            throw new IllegalArgumentException(
                    "%d special tokens cannot be cut to %d; give a limit from %d"
                            .formatted(fixed, limit, fixed));
        }
        int[] kept = new int[limit];
        int room = limit - fixed;
        int n = 0;
        for (int i = 0; i < size(); i++) {
            if (special[i] || room-- > 0) {
                kept[n++] = i;
            }
        }
        return chosen(kept);
    }

    private Tokens chosen(int[] kept) {
        return new Tokens(
                Arrays.stream(kept).map(i -> ids[i]).toArray(),
                Arrays.stream(kept).map(i -> types[i]).toArray(),
                Arrays.stream(kept).map(i -> special[i] ? 1 : 0).toArray(),
                Arrays.stream(kept).mapToObj(pieces::get).toList());
    }

    /// The tokens as text, such as `[[CLS], a, cat, [SEP]]`.
    @Override
    public String toString() {
        return pieces.toString();
    }
}

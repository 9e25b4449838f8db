package io.jacquard.models.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// Ids turned into pieces of text as they come: a character whose bytes are not all there waits,
/// and so does what may become a stop word. What was handed over is never taken back.
public final class TextStream {
    private static final char BROKEN = '\uFFFD';

    private final Function<List<Integer>, String> decoder;
    private final List<String> stops;
    private final Consumer<String> pieces;
    private final List<Integer> ids = new ArrayList<>();
    private String text = "";
    private int handed;
    private boolean stopped;

    /// A stream without ids yet.
    ///
    /// @param decoder ids to their text
    /// @param stops words that end the text; they are not part of it
    /// @param pieces receives the text bit by bit, none of them empty
    public TextStream(
            Function<List<Integer>, String> decoder, List<String> stops, Consumer<String> pieces) {
        this.decoder = decoder;
        this.stops = stops.stream().filter(s -> !s.isEmpty()).toList();
        this.pieces = pieces;
    }

    /// Takes the next id.
    ///
    /// @return whether to go on: false once there is a stop word
    public boolean accept(int id) {
        ids.add(id);
        text = decoder.apply(ids);
        int end = firstStop();
        if (end >= 0) {
            text = text.substring(0, end);
            stopped = true;
            hand(end);
            return false;
        }
        hand(text.length() - waiting());
        return true;
    }

    /// Hands over what waits: there are no more ids.
    ///
    /// @return the whole text
    public String finish() {
        hand(text.length());
        return text;
    }

    /// Whether a stop word ended the text.
    public boolean stopped() {
        return stopped;
    }

    private void hand(int end) {
        if (end > handed) {
            pieces.accept(text.substring(handed, end));
            handed = end;
        }
    }

    private int firstStop() {
        return stops.stream().mapToInt(text::indexOf).filter(i -> i >= 0).min().orElse(-1);
    }

    /// Number of characters at the end that may change or become a stop word.
    private int waiting() {
        int broken = 0;
        while (broken < text.length() && text.charAt(text.length() - 1 - broken) == BROKEN) {
            broken++;
        }
        int longest = broken;
        for (String stop : stops) {
            for (int n = Math.min(stop.length() - 1, text.length()); n > longest; n--) {
                if (text.regionMatches(text.length() - n, stop, 0, n)) {
                    longest = n;
                }
            }
        }
        return longest;
    }
}

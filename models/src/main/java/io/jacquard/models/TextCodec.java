package io.jacquard.models;

import java.util.List;

/// Text to the ids of a model's tokens, and back.
public interface TextCodec {
    /// The ids of a text, a token of beginning first where the model wants one.
    ///
    /// @throws IllegalArgumentException if the text has what there is no token for
    List<Integer> encode(String text);

    /// The text of ids, without tokens of beginning and end. Bytes that are no UTF-8, or not all of
    /// a character, become U+FFFD.
    String decode(List<Integer> ids);

    /// Number of different tokens; 0 if it is not known.
    int size();

    /// The ids that end a text.
    List<Integer> ends();
}

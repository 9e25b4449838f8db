package io.jacquard.data.text;

/// Turns text into the ids that a model reads, and back.
///
/// Safe for use from any thread. Nothing is cut or padded: {@link Tokens#cutTo} does the first.
public interface Tokenizer extends AutoCloseable {
    /// The tokens of a text, with the special ones that the model expects around it.
    ///
    /// @param text any text; a surrogate without its other half counts as unknown
    Tokens encode(String text);

    /// The tokens of a pair of texts, with the special ones that the model expects around them.
    ///
    /// @param first any text
    /// @param second any text
    Tokens encode(String first, String second);

    /// The text of ids, without special tokens.
    ///
    /// @param ids from 0
    String decode(int... ids);

    /// Frees what it holds; it is not used afterwards.
    @Override
    void close();
}

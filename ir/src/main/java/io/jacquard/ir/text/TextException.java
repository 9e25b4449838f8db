package io.jacquard.ir.text;

/// Thrown when a text is not a function: says where, what was expected and what was found.
public final class TextException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    TextException(int line, int column, String expected, String found) {
        super("line %d, column %d: expected %s, found %s".formatted(line, column, expected, found));
        this.line = line;
        this.column = column;
    }

    /// The line, from 1.
    public int line() {
        return line;
    }

    /// The column in characters, from 1.
    public int column() {
        return column;
    }
}

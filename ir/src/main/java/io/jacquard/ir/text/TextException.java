package io.jacquard.ir.text;

/// Thrown when a text is not a function: says where, what was expected and what was found; for
/// operands and attributes that do not fit together as {@link io.jacquard.ir.ShapeException} does.
public final class TextException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    TextException(int line, int column, String problem) {
        super("line %d, column %d: %s".formatted(line, column, problem));
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

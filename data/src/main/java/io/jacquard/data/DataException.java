package io.jacquard.data;

/// Thrown when data are missing, malformed or do not fit what is asked of them.
///
/// The message names the file or column, what was expected, what was found, and how to fix it.
public final class DataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// An exception of that message.
    public DataException(String message) {
        super(message);
    }

    /// An exception of that message with what caused it.
    public DataException(String message, Throwable cause) {
        super(message, cause);
    }

    /// An exception of up to four lines.
    ///
    /// @param where the file, column or method that is concerned
    /// @param problem what is wrong
    /// @param expected what was expected and what was found
    /// @param fix what to do about it
    public static DataException of(Object where, String problem, String expected, String fix) {
        return new DataException("%s: %s\n  %s\n  %s".formatted(where, problem, expected, fix));
    }
}

package io.jacquard.ir.interpret;

/// Thrown by {@link FiniteCheck}: a result is not finite, and the message tells where that began.
public final class NonFiniteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// An exception of that message.
    public NonFiniteException(String message) {
        super(message);
    }
}

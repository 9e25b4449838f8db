package io.jacquard.ir.interpret;

/// Thrown by {@link FiniteCheck} at the first NaN or infinity that nothing before explains.
public final class NonFiniteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// An exception of that message.
    public NonFiniteException(String message) {
        super(message);
    }
}

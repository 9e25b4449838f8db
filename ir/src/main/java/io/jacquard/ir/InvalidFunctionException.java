package io.jacquard.ir;

/// Thrown by {@link Verifier} for a function that breaks the rules of the language: a fault of the
/// pass that made it, not of the user.
public final class InvalidFunctionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// An exception of that message.
    public InvalidFunctionException(String message) {
        super(message);
    }
}

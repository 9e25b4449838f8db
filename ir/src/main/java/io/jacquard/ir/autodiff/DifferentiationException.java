package io.jacquard.ir.autodiff;

/// Thrown when a gradient is asked for that does not exist, or when a gradient rule is wrong.
public final class DifferentiationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// An exception of that message.
    public DifferentiationException(String message) {
        super(message);
    }
}

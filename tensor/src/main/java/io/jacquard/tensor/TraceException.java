package io.jacquard.tensor;

/// Thrown when a tensor is used where it has no meaning: outside a trace or in another one.
public final class TraceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// An exception of that message.
    public TraceException(String message) {
        super(message);
    }
}

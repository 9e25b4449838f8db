package io.jacquard.ir.batching;

/// Thrown when a function cannot be batched as it was asked for.
public final class BatchingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// An exception of that message.
    public BatchingException(String message) {
        super(message);
    }
}

package io.jacquard.nn.checkpoint;

/// Thrown when a checkpoint cannot be read, written, or does not fit the model.
public final class CheckpointException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// An exception of that message.
    public CheckpointException(String message) {
        super(message);
    }

    /// An exception of that message and cause.
    public CheckpointException(String message, Throwable cause) {
        super(message, cause);
    }
}

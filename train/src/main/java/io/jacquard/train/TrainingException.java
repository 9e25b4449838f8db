package io.jacquard.train;

/// Thrown when training cannot go on: a loss that is not finite, a checkpoint of another model.
public final class TrainingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// An exception of that message.
    public TrainingException(String message) {
        super(message);
    }
}

package io.jacquard.trust.explain;

/// Thrown when an input, a label or a model does not fit an explanation.
public final class ExplanationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// An exception of that message.
    public ExplanationException(String message) {
        super(message);
    }
}

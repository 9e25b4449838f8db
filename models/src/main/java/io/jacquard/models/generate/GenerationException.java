package io.jacquard.models.generate;

/// A prompt that a model cannot go on from.
public final class GenerationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    GenerationException(String message) {
        super(message);
    }
}

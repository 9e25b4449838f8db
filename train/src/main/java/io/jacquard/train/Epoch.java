package io.jacquard.train;

import java.util.Optional;

/// What came out of one pass over the training data.
///
/// @param number the epoch, from 1
/// @param step steps done in all
/// @param train loss and metrics over the epoch's training batches, while the parameters changed
/// @param validation loss and metrics after the epoch, if there is validation data
/// @param seconds time the epoch took, validation included
public record Epoch(
        int number, long step, Report train, Optional<Report> validation, double seconds) {
    /// The value that early stopping and the choice of the best epoch look at: the validation loss,
    /// or the training loss if there is no validation.
    public double judgedLoss() {
        return validation.orElse(train).loss();
    }

    /// One line for a person.
    @Override
    public String toString() {
        String v = validation.map(r -> "; validation " + r).orElse("");
        return "epoch %d: %s%s (%.1f s)".formatted(number, train, v, seconds);
    }
}

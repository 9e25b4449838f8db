package io.jacquard.nn.layer;

import io.jacquard.tensor.Refusal;
import io.jacquard.tensor.Sequences.Direction;

/// How an {@link Lstm}, {@link Gru}, {@link Rnn} or {@link Bidirectional} is built.
///
/// @param layers number of layers over each other, from 1: each reads what the one below made
/// @param dropout share of what a layer makes that is set to 0 before the next one while training,
///   from 0 inclusive to 1 exclusive
/// @param direction which way the sequence is read; hidden states lie in the order of the sequence
///   (Keras's `go_backwards` turns them)
/// @param output what `forward` gives
/// @param start the values before training
public record RecurrentOptions(
        int layers, double dropout, Direction direction, Output output, Start start) {
    /// What `forward` gives.
    public enum Output {
        /// The hidden states of all steps, `[batch, time, width]`: Keras's `return_sequences`.
        SEQUENCE,
        /// The hidden state after the last step that was done, `[batch, width]`.
        LAST
    }

    /// Values before training.
    public enum Start {
        /// Input weights Glorot uniform, recurrent weights orthogonal, biases 0, but 1 at an LSTM's
        /// forget gates.
        ///
        /// Source of the last: Jozefowicz, Zaremba, Sutskever, *An empirical exploration of
        /// recurrent network architectures*, 2015.
        KERAS,
        /// All uniform between `-1 / sqrt(width)` and `1 / sqrt(width)`.
        PYTORCH
    }

    /// Checks the ranges.
    public RecurrentOptions {
        if (layers < 1) {
            throw Refusal.argument(
                    "recurrent", "there are no layers", layers, "a number from 1; 1 is usual");
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw Refusal.argument(
                    "recurrent",
                    "the dropout is out of its range",
                    dropout,
                    "0 to below 1; it is the share that is set to 0");
        }
    }

    /// One layer that reads forward, starts as Keras's and gives all hidden states.
    public static RecurrentOptions sequence() {
        return new RecurrentOptions(1, 0, Direction.FORWARD, Output.SEQUENCE, Start.KERAS);
    }

    /// One layer that reads forward, starts as Keras's and gives the last hidden state.
    public static RecurrentOptions last() {
        return new RecurrentOptions(1, 0, Direction.FORWARD, Output.LAST, Start.KERAS);
    }

    /// These with another number of layers.
    public RecurrentOptions withLayers(int newLayers) {
        return new RecurrentOptions(newLayers, dropout, direction, output, start);
    }

    /// These with another dropout between layers.
    public RecurrentOptions withDropout(double newDropout) {
        return new RecurrentOptions(layers, newDropout, direction, output, start);
    }

    /// These with another direction.
    public RecurrentOptions withDirection(Direction newDirection) {
        return new RecurrentOptions(layers, dropout, newDirection, output, start);
    }

    /// These with other values before training.
    public RecurrentOptions withStart(Start newStart) {
        return new RecurrentOptions(layers, dropout, direction, output, newStart);
    }
}

package io.jacquard.train;

import java.util.Comparator;
import java.util.List;

/// The epochs of a training run.
///
/// @param epochs in order; empty if nothing was left to do
/// @param stopped why training ended before its last epoch, empty if it did not
public record History(List<Epoch> epochs, String stopped) {
    /// How {@link #stopped} begins when a callback asked for the end.
    public static final String ASKED = "a callback asked for it";

    /// A copy of the list is kept.
    public History {
        epochs = List.copyOf(epochs);
    }

    /// The last epoch.
    ///
    /// @throws java.util.NoSuchElementException if there is none
    public Epoch last() {
        return epochs.getLast();
    }

    /// The epoch with the least validation loss.
    ///
    /// @throws java.util.NoSuchElementException if there is none
    public Epoch best() {
        return epochs.stream().min(Comparator.comparingDouble(Epoch::judgedLoss)).orElseThrow();
    }
}

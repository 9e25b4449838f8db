package io.jacquard.train;

/// Told what happens while a trainer trains, on the thread that trains. Long work here is time lost
/// there.
public interface Callback {
    /// Where training is.
    ///
    /// @param epoch from 1
    /// @param epochs number of epochs wanted
    /// @param step steps done in all
    /// @param position batches of this epoch done
    /// @param batches batches an epoch
    /// @param loss mean loss of this epoch so far
    /// @param rate learning rate of the last step
    record Progress(
            int epoch, int epochs, long step, int position, int batches, double loss, double rate) {
        /// The share of all steps that is done, 0 to 1.
        public double done() {
            return (epoch - 1 + (double) position / batches) / epochs;
        }
    }

    /// Whether training goes on.
    enum Verdict {
        /// It goes on.
        CONTINUE,
        /// It ends after what was told.
        STOP
    }

    /// Called once before the first step, by who asked the trainer for it: {@link
    /// Trainer#footprint}.
    default void onFootprint(Footprint footprint) {}

    /// Called every few steps ({@link Trainer#reportEvery}).
    default Verdict onProgress(Progress progress) {
        return Verdict.CONTINUE;
    }

    /// Called after each epoch and its validation.
    default Verdict onEpoch(Epoch epoch) {
        return Verdict.CONTINUE;
    }
}

package io.jacquard.recipe;

import io.jacquard.data.BatchedDataset;
import io.jacquard.runtime.Device;
import io.jacquard.train.Callback;
import io.jacquard.train.Footprint;
import io.jacquard.train.Trainer;

/// The training steps of a recipe without a folder and without an end: for measuring them.
public final class Trial implements AutoCloseable {
    private static final int EVERY = 10;

    private final Settings settings;
    private final Prepared prepared;

    private Trial(Settings settings, Prepared prepared) {
        this.settings = settings;
        this.prepared = prepared;
    }

    /// Loads the recipe's data and makes its model.
    ///
    /// @throws RecipeException if data are missing or a setting is wrong
    public static Trial of(Recipe recipe, Device device) {
        Settings s = recipe.settings();
        return new Trial(s, Prepared.of(s, device));
    }

    /// Number of examples in a batch: that of the recipe, or all if there are fewer.
    public int batch() {
        return Math.min(prepared.batches().batchSize(), prepared.batches().size());
    }

    /// Does one training step after the other, on full batches, until the callback says stop, which
    /// is asked after every ten steps.
    ///
    /// @return the memory that it took
    public Footprint train(Callback callback) {
        BatchedDataset all = prepared.batches();
        BatchedDataset full = all.batchesPerEpoch() > 1 ? all.dropRemainder() : all;
        try (Trainer trainer =
                Trainings.of(settings, prepared.model(), all.batchesPerEpoch())
                        .reportEvery(EVERY)
                        .with(callback)) {
            Footprint memory = trainer.footprint(full);
            trainer.fit(full, Integer.MAX_VALUE);
            return memory;
        }
    }

    /// Frees the model.
    @Override
    public void close() {
        prepared.close();
    }
}

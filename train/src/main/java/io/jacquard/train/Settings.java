package io.jacquard.train;

import io.jacquard.tensor.Seed;
import io.jacquard.train.metric.Metric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How a trainer works, apart from what it trains.
///
/// @param metrics what is measured
/// @param callbacks who is told
/// @param seed makes what is random in the steps, such as dropout
/// @param reportEvery steps between two reports of progress, at which the loss is checked
/// @param stopping when training ends early
/// @param checkpoint where the whole state is saved
record Settings(
        List<Metric> metrics,
        List<Callback> callbacks,
        Seed seed,
        int reportEvery,
        Optional<EarlyStopping> stopping,
        Optional<Saving> checkpoint) {
    /// When and where the state is saved.
    ///
    /// @param file the file
    /// @param steps steps between two savings within an epoch
    record Saving(Path file, long steps) {}

    static Settings standard() {
        return new Settings(
                List.of(), List.of(), Seed.of(0), 50, Optional.empty(), Optional.empty());
    }

    Settings measuring(List<Metric> more) {
        return new Settings(
                joined(metrics, more), callbacks, seed, reportEvery, stopping, checkpoint);
    }

    Settings telling(Callback callback) {
        return new Settings(
                metrics,
                joined(callbacks, List.of(callback)),
                seed,
                reportEvery,
                stopping,
                checkpoint);
    }

    Settings seeded(Seed newSeed) {
        return new Settings(metrics, callbacks, newSeed, reportEvery, stopping, checkpoint);
    }

    Settings reporting(int steps) {
        return new Settings(metrics, callbacks, seed, steps, stopping, checkpoint);
    }

    Settings stopping(EarlyStopping rule) {
        return new Settings(metrics, callbacks, seed, reportEvery, Optional.of(rule), checkpoint);
    }

    Settings saving(Saving saving) {
        return new Settings(metrics, callbacks, seed, reportEvery, stopping, Optional.of(saving));
    }

    private static <T> List<T> joined(List<T> a, List<T> b) {
        List<T> all = new ArrayList<>(a);
        all.addAll(b);
        return List.copyOf(all);
    }
}

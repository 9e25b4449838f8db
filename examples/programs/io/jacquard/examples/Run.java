package io.jacquard.examples;

import io.jacquard.runtime.Device;
import io.jacquard.train.Callback;
import io.jacquard.train.Trainer;
import java.util.List;

/// How large a run of an example is, and where it runs.
///
/// @param epochs passes over the training data, from 1
/// @param examples training examples at most, from 1; a quarter as many for test
/// @param seed makes the initial values of the parameters and the order of the examples
/// @param device name of the device, for example `xla:cpu`; empty for the best one
/// @param watchers told after every step; usually nobody
record Run(int epochs, int examples, long seed, String device, List<Callback> watchers) {
    /// A run over all examples, changed by words such as `epochs=2`, `examples=4000`, `seed=3`,
    /// `device=xla:cpu`.
    ///
    /// @throws IllegalArgumentException if a word is none of these
    static Run of(int epochs, String... words) {
        Run run = new Run(epochs, Integer.MAX_VALUE, 1, "", List.of());
        for (String word : words) {
            run = run.with(word);
        }
        return run;
    }

    /// This run, changed by one word.
    Run with(String word) {
        String[] parts = word.split("=", 2);
        return switch (parts[0]) {
            case "epochs" -> new Run(Integer.parseInt(parts[1]), examples, seed, device, watchers);
            case "examples" -> new Run(epochs, Integer.parseInt(parts[1]), seed, device, watchers);
            case "seed" -> new Run(epochs, examples, Long.parseLong(parts[1]), device, watchers);
            case "device" -> on(parts[1]);
            default ->
                    throw new IllegalArgumentException(
                            "expected epochs=N, examples=N, seed=N or device=NAME, got '%s'"
                                    .formatted(word));
        };
    }

    /// This run on another device.
    Run on(String name) {
        return new Run(epochs, examples, seed, name, watchers);
    }

    /// This run, telling somebody where training is after every step.
    Run watchedBy(Callback watcher) {
        return new Run(epochs, examples, seed, device, List.of(watcher));
    }

    /// Number of test examples at most.
    int tests() {
        return Math.ceilDiv(examples, 4);
    }

    /// Opens the device; the caller closes it.
    Device open() {
        return device.isEmpty() ? Device.open() : Device.open(device);
    }

    /// A trainer that tells the watchers, if there are any.
    Trainer watched(Trainer trainer) {
        Trainer telling = watchers.isEmpty() ? trainer : trainer.reportEvery(1);
        for (Callback watcher : watchers) {
            telling = telling.with(watcher);
        }
        return telling;
    }
}

package io.jacquard.recipe;

import io.jacquard.nn.Model;
import io.jacquard.nn.Policy;
import io.jacquard.nn.loss.Loss;
import io.jacquard.nn.loss.Losses;
import io.jacquard.tensor.Seed;
import io.jacquard.train.EarlyStopping;
import io.jacquard.train.Trainer;
import io.jacquard.train.metric.Metrics;
import java.util.List;

/// Makes a recipe's trainer.
final class Trainings {
    private Trainings() {}

    /// The trainer.
    ///
    /// @param batches batches an epoch, for schedules that count epochs
    static Trainer of(Settings s, Model model, int batches) {
        Trainer t =
                Trainer.of(model, loss(s), Optimizers.of(s, batches))
                        .measure(Metrics.confusion())
                        .seed(Seed.of(s.whole("train.seed", 0)).in("steps"))
                        .reportEvery(s.whole("log.every", 1));
        int patience = s.whole("train.patience", 0);
        return patience > 0 ? t.with(EarlyStopping.of(patience)) : t;
    }

    /// In what the model computes.
    static Policy policy(Settings s) {
        return Policy.named(s.choice("train.precision", List.of("f32", "tf32", "bf16", "f16")));
    }

    private static Loss loss(Settings s) {
        s.choice("train.loss", List.of("cross-entropy"));
        double smoothing = s.number("train.label_smoothing", 0, 0.999);
        return smoothing == 0
                ? Losses.crossEntropy()
                : Losses.crossEntropy().withLabelSmoothing(smoothing);
    }
}

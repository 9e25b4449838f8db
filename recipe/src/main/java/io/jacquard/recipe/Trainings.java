package io.jacquard.recipe;

import io.jacquard.nn.Model;
import io.jacquard.nn.Policy;
import io.jacquard.nn.loss.Loss;
import io.jacquard.nn.loss.Losses;
import io.jacquard.tensor.Seed;
import io.jacquard.train.EarlyStopping;
import io.jacquard.train.Trainer;
import io.jacquard.train.metric.Metrics;
import io.jacquard.train.optimizer.Adam;
import io.jacquard.train.optimizer.Clipped;
import io.jacquard.train.optimizer.Optimizer;
import io.jacquard.train.optimizer.Sgd;
import io.jacquard.train.schedule.Schedule;
import java.util.List;

/// Makes a recipe's trainer.
final class Trainings {
    private Trainings() {}

    /// The trainer.
    ///
    /// @param batches batches an epoch, for schedules that count epochs
    static Trainer of(Settings s, Model model, int batches) {
        Optimizer optimizer = optimizer(s, schedule(s, batches));
        double clip = s.number("train.clip_norm", 0, Double.MAX_VALUE);
        Optimizer used = clip > 0 ? Clipped.byGlobalNorm(optimizer, clip) : optimizer;
        Trainer t =
                Trainer.of(model, loss(s), used)
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

    private static Schedule schedule(Settings s, int batches) {
        double rate = s.number("train.rate", 0, 1e6);
        long warm = (long) s.whole("train.warm_up", 0) * batches;
        long steps = Math.max(2, (long) s.whole("train.epochs", 0) * batches - warm);
        Schedule base =
                switch (s.choice(
                        "train.schedule", List.of("constant", "step", "cosine", "one-cycle"))) {
                    case "constant" -> Schedule.constant(rate);
                    case "cosine" -> Schedule.cosine(rate, 0, steps);
                    case "one-cycle" -> Schedule.oneCycle(rate, steps);
                    default ->
                            Schedule.step(
                                    rate,
                                    s.number("train.schedule_factor", 0, 1),
                                    (long) s.whole("train.schedule_every", 1) * batches);
                };
        return warm > 0 ? base.afterWarmUp(warm) : base;
    }

    private static Optimizer optimizer(Settings s, Schedule rate) {
        double decay = s.number("train.weight_decay", 0, 1e6);
        return switch (s.choice("train.optimizer", List.of("adam", "adamw", "sgd"))) {
            case "sgd" -> {
                Sgd sgd = Sgd.of(rate).withMomentum(s.number("train.momentum", 0, 0.9999));
                Sgd decayed = sgd.withWeightDecay(decay);
                yield s.flag("train.nesterov") ? decayed.withNesterov() : decayed;
            }
            case "adamw" -> Adam.of(rate).withWeightDecay(decay);
            default -> {
                if (decay > 0) {
                    throw s.refused(
                            "train.weight_decay", "train.weight_decay with adam; use adamw");
                }
                yield Adam.of(rate);
            }
        };
    }
}

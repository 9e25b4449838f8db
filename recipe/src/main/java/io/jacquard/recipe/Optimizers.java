package io.jacquard.recipe;

import io.jacquard.train.optimizer.Accumulated;
import io.jacquard.train.optimizer.Adafactor;
import io.jacquard.train.optimizer.Adagrad;
import io.jacquard.train.optimizer.Adam;
import io.jacquard.train.optimizer.Averaged;
import io.jacquard.train.optimizer.Clipped;
import io.jacquard.train.optimizer.Groups;
import io.jacquard.train.optimizer.Lion;
import io.jacquard.train.optimizer.Optimizer;
import io.jacquard.train.optimizer.RmsProp;
import io.jacquard.train.optimizer.Sgd;
import io.jacquard.train.schedule.Schedule;
import java.util.List;
import java.util.Map;

/// Makes a recipe's optimizer: its rule, in groups, clipped, averaged, once in so many batches.
final class Optimizers {
    private static final String KEY = "train.groups";
    private static final List<String> GROUP = List.of("match", "rate", "weight_decay");

    private Optimizers() {}

    /// The optimizer.
    ///
    /// @param batches batches an epoch, for schedules that count epochs
    static Optimizer of(Settings s, int batches) {
        int parts = s.whole("train.accumulate", 1);
        double updates = (double) batches / parts;
        double rate = s.number("train.rate", 0, 1e6);
        double decay = s.number("train.weight_decay", 0, 1e6);
        Optimizer made = rule(s, schedule(s, rate, updates), decay);
        List<?> groups = (List<?>) s.value(KEY);
        if (!groups.isEmpty()) {
            Groups grouped = Groups.of(made);
            for (Object g : groups) {
                Map<?, ?> group = group(s, g);
                Schedule own = schedule(s, number(s, group, "rate", rate), updates);
                double ownDecay = number(s, group, "weight_decay", decay);
                grouped = grouped.with(String.valueOf(group.get("match")), rule(s, own, ownDecay));
            }
            made = grouped;
        }
        double clip = s.number("train.clip_norm", 0, Double.MAX_VALUE);
        if (clip > 0) {
            made = Clipped.byGlobalNorm(made, clip);
        }
        double average = s.number("train.average", 0, 0.999999);
        if (average > 0) {
            made = Averaged.of(made, average);
        }
        return parts > 1 ? Accumulated.of(made, parts) : made;
    }

    private static Map<?, ?> group(Settings s, Object value) {
        if (!(value instanceof Map<?, ?> m) || !m.containsKey("match")) {
            throw s.refused(
                    KEY,
                    "%s has %s, expected {match: \"*.bias\", weight_decay: 0} or the like"
                            .formatted(KEY, value));
        }
        for (Object key : m.keySet()) {
            String name = String.valueOf(key);
            if (!GROUP.contains(name)) {
                throw s.refused(
                        KEY,
                        "%s: unknown key '%s'%s; known are %s"
                                .formatted(KEY, name, Suggestion.text(name, GROUP), GROUP));
            }
        }
        return m;
    }

    private static double number(Settings s, Map<?, ?> group, String key, double otherwise) {
        if (!group.containsKey(key)) {
            return otherwise;
        }
        if (group.get(key) instanceof Number n && n.doubleValue() >= 0) {
            return n.doubleValue();
        }
        throw s.refused(
                KEY, "%s: %s is %s, expected a number from 0".formatted(KEY, key, group.get(key)));
    }

    private static Schedule schedule(Settings s, double rate, double updates) {
        long warm = Math.round(s.whole("train.warm_up", 0) * updates);
        long steps = Math.max(2, Math.round(s.whole("train.epochs", 0) * updates) - warm);
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
                                    Math.max(
                                            1,
                                            Math.round(
                                                    s.whole("train.schedule_every", 1) * updates)));
                };
        return warm > 0 ? base.afterWarmUp(warm) : base;
    }

    private static Optimizer rule(Settings s, Schedule rate, double decay) {
        double momentum = s.number("train.momentum", 0, 0.9999);
        List<String> known =
                List.of("adam", "adamw", "sgd", "rmsprop", "adagrad", "lion", "adafactor");
        return switch (s.choice("train.optimizer", known)) {
            case "sgd" -> {
                Sgd sgd = Sgd.of(rate).withMomentum(momentum).withWeightDecay(decay);
                yield s.flag("train.nesterov") ? sgd.withNesterov() : sgd;
            }
            case "adamw" -> Adam.of(rate).withWeightDecay(decay);
            case "rmsprop" -> RmsProp.of(rate).withMomentum(momentum).withWeightDecay(decay);
            case "adagrad" -> Adagrad.of(rate).withWeightDecay(decay);
            case "lion" -> Lion.of(rate).withWeightDecay(decay);
            case "adafactor" -> Adafactor.of(rate).withWeightDecay(decay);
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

package io.jacquard.train;

import io.jacquard.data.Batch;
import io.jacquard.data.BatchedDataset;
import io.jacquard.data.Batches;
import io.jacquard.ir.Literal;
import io.jacquard.nn.Model;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One call of {@link Trainer#fit}.
final class Fitting {
    private final Trainer trainer;
    private final Settings settings;
    private final BatchedDataset data;
    private final Optional<BatchedDataset> validation;
    private final int epochs;
    private final State state;
    private final List<Epoch> history = new ArrayList<>();
    private Saved.Best best = Saved.Best.none();
    private Snapshot lastGood;
    private String stopped = "";

    Fitting(Trainer trainer, BatchedDataset data, Optional<BatchedDataset> validation, int epochs) {
        if (epochs < 0) {
            throw new IllegalArgumentException("the number of epochs is from 0, got " + epochs);
        }
        Trainer.requireExamples(data);
        this.trainer = trainer;
        this.settings = trainer.settings();
        this.data = data;
        this.validation = validation;
        this.epochs = epochs;
        this.state = trainer.state(data);
        trainer.takeResumed()
                .ifPresent(saved -> {
                    Extent.of(data).requireSame(saved.data());
                    state.restore(saved.now());
                    best = saved.best();
                    settings.stopping().ifPresent(this::stopIfPatienceIsOver);
                });
        this.lastGood = state.snapshot();
    }

    History run() {
        while (state.epoch() < epochs && stopped.isEmpty()) {
            long start = System.nanoTime();
            if (state.position() == 0) {
                state.clearSums();
            }
            batches();
            if (stopped.isEmpty()) {
                epochDone(start);
            }
        }
        if (!stopped.isEmpty() && state.position() > 0) {
            save();
        }
        if (settings.stopping().isPresent() && !best.values().isEmpty()) {
            put(best.values());
        } else if (stopped.isEmpty()) {
            put(state.averages());
        }
        return new History(history, stopped);
    }

    private void batches() {
        try (Batches batches = data.batches(state.epoch(), state.position())) {
            while (batches.hasNext() && stopped.isEmpty()) {
                Batch b = batches.next();
                trainer.trainingStep(b, state).run(b, state.step(), settings.seed());
                state.stepDone();
                if (state.step() % settings.reportEvery() == 0) {
                    report();
                }
                settings.checkpoint()
                        .filter(s -> state.step() % s.steps() == 0)
                        .ifPresent(_ -> save());
            }
        }
    }

    private void report() {
        double loss = checkedLoss();
        var rate = trainer.task().optimizer().scalars().get("rate");
        Callback.Progress p =
                new Callback.Progress(
                        state.epoch() + 1,
                        epochs,
                        state.step(),
                        state.position(),
                        data.batchesPerEpoch(),
                        loss,
                        rate == null ? 0 : rate.applyAsDouble(state.step() - 1));
        for (Callback c : settings.callbacks()) {
            if (c.onProgress(p) == Callback.Verdict.STOP) {
                stopped = History.ASKED + " at step " + state.step();
            }
        }
    }

    private double checkedLoss() {
        double loss = state.meanLoss();
        if (!Double.isFinite(loss)) {
            throw diagnosis();
        }
        return loss;
    }

    // The loss of a step is that before its update, so it says nothing about what is kept.
    private Snapshot checkedSnapshot() {
        Snapshot now = state.snapshot();
        if (now.notFinite().isPresent()) {
            throw diagnosis();
        }
        return now;
    }

    private TrainingException diagnosis() {
        return new Replay(trainer, data, lastGood).diagnose(state);
    }

    private void epochDone(long start) {
        checkedLoss();
        Report train = state.report();
        Optional<Report> checked = validation.map(this::validated);
        state.epochDone();
        double seconds = (System.nanoTime() - start) / 1e9;
        Epoch e = new Epoch(state.epoch(), state.step(), train, checked, seconds);
        history.add(e);
        settings.stopping().ifPresent(rule -> judge(rule, e));
        for (Callback c : settings.callbacks()) {
            if (c.onEpoch(e) == Callback.Verdict.STOP) {
                stopped = History.ASKED + " after epoch " + e.number();
            }
        }
        if (settings.checkpoint().isPresent()) {
            save();
        } else {
            lastGood = checkedSnapshot();
        }
    }

    private Report validated(BatchedDataset examples) {
        Report report = measured(examples);
        if (Double.isFinite(report.loss())) {
            return report;
        }
        // What the last step did to a parameter shows in the validation first.
        checkedSnapshot();
        String cause = trainer.causeWithin(examples);
        long step = state.step();
        state.restore(lastGood);
        throw new TrainingException(
                "the validation loss is %s after step %d%s\n  the model is back at step %d; are the validation data in range? try a smaller learning rate or clip the gradients"
                        .formatted(report.loss(), step, cause, lastGood.step()));
    }

    private Report measured(BatchedDataset examples) {
        Map<String, Literal> averages = state.averages();
        if (averages.isEmpty()) {
            return trainer.measured(examples);
        }
        Map<String, Literal> trained = trainer.model().values();
        put(averages);
        Report report = trainer.measured(examples);
        put(trained);
        return report;
    }

    private Map<String, Literal> judged() {
        Map<String, Literal> values = new LinkedHashMap<>(trainer.model().values());
        values.putAll(state.averages());
        return values;
    }

    private void judge(EarlyStopping rule, Epoch e) {
        boolean first = best.epoch() == 0 || Double.isNaN(best.loss());
        if (first || e.judgedLoss() < best.loss() - rule.minimum()) {
            best = new Saved.Best(e.judgedLoss(), e.number(), judged());
        }
        stopIfPatienceIsOver(rule);
    }

    private void stopIfPatienceIsOver(EarlyStopping rule) {
        if (best.epoch() > 0 && state.epoch() - best.epoch() >= rule.patience()) {
            stopped =
                    "no better loss than %.5f of epoch %d in %d epochs"
                            .formatted(best.loss(), best.epoch(), rule.patience());
        }
    }

    private void save() {
        checkedLoss();
        lastGood = checkedSnapshot();
        settings.checkpoint()
                .ifPresent(s -> new Saved(lastGood, Extent.of(data), best).write(s.file()));
    }

    private void put(Map<String, Literal> values) {
        Model model = trainer.model();
        values.forEach((name, value) ->
                model.array(model.parameter(name)).buffer().write(value.segment()));
    }
}

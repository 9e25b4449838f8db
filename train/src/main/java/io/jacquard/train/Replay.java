package io.jacquard.train;

import io.jacquard.data.Batch;
import io.jacquard.data.BatchedDataset;
import io.jacquard.data.Batches;
import io.jacquard.ir.Literal;
import java.util.List;
import java.util.Optional;

/// Finds out where a loss stopped being finite: goes back to the last good state, runs step by step
/// until it happens, and runs that step operation by operation on the interpreter.
final class Replay {
    private final Trainer trainer;
    private final BatchedDataset data;
    private final Snapshot good;

    Replay(Trainer trainer, BatchedDataset data, Snapshot good) {
        this.trainer = trainer;
        this.data = data;
        this.good = good;
    }

    /// What went wrong; the state is the last good one afterwards.
    TrainingException diagnose(State state) {
        state.restore(good);
        long bad = firstBadStep(state);
        state.restore(good);
        String what = explained(state, bad);
        state.restore(good);
        return new TrainingException(
                "the loss or a parameter is not finite after step %d%s\n  the model is back at step %d; try a smaller learning rate or clip the gradients"
                        .formatted(bad, what, good.step()));
    }

    private long firstBadStep(State state) {
        try (Batches batches = data.batches(state.epoch(), state.position())) {
            while (batches.hasNext()) {
                run(batches.next(), state);
                if (!Double.isFinite(state.meanLoss())
                        || state.snapshot().notFinite().isPresent()) {
                    return state.step();
                }
            }
        }
        return state.step();
    }

    private void run(Batch b, State state) {
        trainer.trainingStep(b, state).run(b, state.step(), trainer.settings().seed());
        state.stepDone();
    }

    private String explained(State state, long bad) {
        try (Batches batches = data.batches(state.epoch(), state.position())) {
            while (batches.hasNext()) {
                Batch b = batches.next();
                if (state.step() == bad - 1) {
                    return inspected(state, b);
                }
                run(b, state);
            }
        }
        return "";
    }

    private String inspected(State state, Batch b) {
        Step step = trainer.trainingStep(b, state);
        List<Literal> arguments = step.argumentsFor(b, state.step(), trainer.settings().seed());
        return Inspection.cause(step, arguments, state)
                + parameter(state, b).map(p -> "\n  parameter " + p).orElse("");
    }

    // The first parameter that the step makes infinite or NaN.
    private Optional<String> parameter(State state, Batch b) {
        run(b, state);
        return trainer.model().values().entrySet().stream()
                .filter(e -> !Snapshot.isFinite(e.getValue()))
                .map(e -> e.getKey())
                .findFirst();
    }
}

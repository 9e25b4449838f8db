package io.jacquard.train;

import io.jacquard.data.Batch;
import io.jacquard.data.BatchedDataset;
import io.jacquard.data.Batches;
import io.jacquard.data.Schema;
import io.jacquard.ir.Literal;
import io.jacquard.nn.Model;
import io.jacquard.nn.loss.Loss;
import io.jacquard.runtime.CompileReport;
import io.jacquard.tensor.Seed;
import io.jacquard.train.metric.Metric;
import io.jacquard.train.optimizer.Optimizer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Trains a model.
///
/// Configure it first, with `measure`, `with`, `seed` and their like, each of which gives a trainer
/// of its own; then {@link #fit}. Training again goes on where it ended, with the optimizer's
/// state. For use by one thread.
///
/// {@snippet file="io/jacquard/train/SnippetsTest.java" region="fit"}
public final class Trainer implements AutoCloseable {
    private final Task task;
    private final Settings settings;
    private final Map<Kind, Step> training = new HashMap<>();
    private final Map<Kind, Step> evaluating = new HashMap<>();
    private @Nullable State state;
    private @Nullable State evaluation;
    private @Nullable Saved resumed;

    /// What a step was compiled for.
    private record Kind(Schema schema, int size) {
        static Kind of(Batch batch) {
            return new Kind(batch.schema(), batch.size());
        }

        /// The kinds of batches that an epoch has: full ones, and a last one that is smaller.
        static List<Kind> of(BatchedDataset data) {
            int count = data.batchesPerEpoch();
            int last = Math.min(data.batchSize(), data.size() - (count - 1) * data.batchSize());
            return Stream.of(count > 1 ? data.batchSize() : last, last)
                    .distinct()
                    .map(size -> new Kind(data.schema(), size))
                    .toList();
        }
    }

    private Trainer(Task task, Settings settings) {
        this.task = task;
        this.settings = settings;
    }

    /// A trainer of a model with one output for data with one label column.
    ///
    /// @param loss what is minimized; its mean over a batch, plus the parameters' penalties
    public static Trainer of(Model model, Loss loss, Optimizer optimizer) {
        return ofObjective(model, Objective.of(loss), optimizer);
    }

    /// A trainer of a model with any outputs. Metrics look at the first output and label column.
    public static Trainer ofObjective(Model model, Objective objective, Optimizer optimizer) {
        return new Trainer(new Task(model, objective, optimizer, List.of()), Settings.standard());
    }

    /// This trainer, measuring more.
    public Trainer measure(Metric... metrics) {
        Settings s = settings.measuring(List.of(metrics));
        return new Trainer(
                new Task(task.model(), task.objective(), task.optimizer(), s.metrics()), s);
    }

    /// This trainer, telling one more.
    public Trainer with(Callback callback) {
        return new Trainer(task, settings.telling(callback));
    }

    /// This trainer, stopping early.
    public Trainer with(EarlyStopping rule) {
        return new Trainer(task, settings.stopping(rule));
    }

    /// This trainer with a seed for what is random in its steps, such as dropout; 0 by default.
    public Trainer seed(Seed seed) {
        return new Trainer(task, settings.seeded(seed));
    }

    /// This trainer, looking at the loss and telling its callbacks every so many steps; 50 by
    /// default.
    ///
    /// @param steps from 1
    public Trainer reportEvery(int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("reports are every 1 step or more, got " + steps);
        }
        return new Trainer(task, settings.reporting(steps));
    }

    /// This trainer, saving its whole state after each epoch and every so many steps within one.
    /// The file is replaced at once, never half-written.
    ///
    /// @param file for example `checkpoint.safetensors`
    /// @param steps from 1
    public Trainer checkpoint(Path file, long steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("savings are every 1 step or more, got " + steps);
        }
        return new Trainer(task, settings.saving(new Settings.Saving(file, steps)));
    }

    /// Makes the next {@link #fit} go on from a saved state, with the same bits as if it had never
    /// ended. That takes the same data in the same batches: `fit` throws a {@link
    /// TrainingException} if their number or the batch size is another.
    ///
    /// {@snippet file="io/jacquard/train/SnippetsTest.java" region="resume"}
    ///
    /// @param checkpoint a file of {@link #checkpoint}
    /// @throws io.jacquard.nn.checkpoint.CheckpointException if the file is absent or damaged
    public void resume(Path checkpoint) {
        resumed = Saved.read(checkpoint);
    }

    /// The number of steps done when a checkpoint was saved.
    ///
    /// @throws io.jacquard.nn.checkpoint.CheckpointException if the file is absent or damaged
    public static long savedStep(Path checkpoint) {
        return Saved.read(checkpoint).now().step();
    }

    /// Trains without validation.
    ///
    /// @param epochs number of passes over the data in all, those before a resume included
    /// @throws TrainingException if the loss or a parameter stops being finite: the message names
    ///   step, operation, line and parameter, and the model is back at its last good state
    public History fit(BatchedDataset data, int epochs) {
        return new Fitting(this, data, Optional.empty(), epochs).run();
    }

    /// Trains, and validates after each epoch.
    ///
    /// @param epochs number of passes over the data in all, those before a resume included
    /// @throws TrainingException if a loss, that of the validation included, or a parameter stops
    ///   being finite: the message names step, operation, line and parameter, and the model is back
    ///   at its last good state
    public History fit(BatchedDataset data, BatchedDataset validation, int epochs) {
        return new Fitting(this, data, Optional.of(validation), epochs).run();
    }

    /// Measures the model; nothing of it changes.
    ///
    /// @throws IllegalArgumentException if there are no examples
    /// @throws TrainingException if the loss is not finite; the message names operation and line
    public Report evaluate(BatchedDataset data) {
        Report report = measured(data);
        if (!Double.isFinite(report.loss())) {
            throw new TrainingException(
                    "the loss over %d examples is %s%s\n  the model has not changed; are the data in range, was the learning rate too large?"
                            .formatted(data.size(), report.loss(), causeWithin(data)));
        }
        return report;
    }

    /// Measures the model, whatever comes out.
    Report measured(BatchedDataset data) {
        requireExamples(data);
        State s = evaluation(data);
        s.clearSums();
        try (Batches batches = data.batches(0)) {
            while (batches.hasNext()) {
                Batch b = batches.next();
                step(evaluating, Kind.of(b), s, Step::evaluation).run(b, 0, settings.seed());
            }
        }
        return s.report();
    }

    /// Where a loss stops being finite that was measured, as the end of a message.
    String causeWithin(BatchedDataset data) {
        State s = evaluation(data);
        try (Batches batches = data.batches(0)) {
            for (int i = 1; batches.hasNext(); i++) {
                Batch b = batches.next();
                Step step = step(evaluating, Kind.of(b), s, Step::evaluation);
                s.clearSums();
                step.run(b, 0, settings.seed());
                if (!Double.isFinite(s.meanLoss())) {
                    s.clearSums();
                    List<Literal> arguments = step.argumentsFor(b, 0, settings.seed());
                    return " in batch %d of %d%s"
                            .formatted(
                                    i,
                                    data.batchesPerEpoch(),
                                    Inspection.cause(step, arguments, s));
                }
            }
        }
        return "";
    }

    private State evaluation(BatchedDataset data) {
        State s = evaluation;
        if (s == null) {
            s = State.ofEvaluation(task, data.schema(), data.batchSize());
            evaluation = s;
        }
        return s;
    }

    /// What compiling made of the training step, once a step has been run.
    public Optional<CompileReport> compiled() {
        return training.values().stream().findFirst().map(Step::report);
    }

    /// The memory that training and measuring take on the device, known before the first step: all
    /// steps are compiled and all arrays allocated here instead of when they are needed.
    ///
    /// {@snippet file="io/jacquard/train/SnippetsTest.java" region="footprint"}
    ///
    /// @param data what is trained on
    /// @param measured what is validated or evaluated, in the batches in which that is done
    /// @throws io.jacquard.runtime.DeviceException if the device has not enough memory
    public Footprint footprint(BatchedDataset data, BatchedDataset... measured) {
        requireExamples(data);
        State s = state(data);
        Kind.of(data).forEach(kind -> step(training, kind, s, Step::training));
        for (BatchedDataset m : measured) {
            requireExamples(m);
            State sums = evaluation(m);
            Kind.of(m).forEach(kind -> step(evaluating, kind, sums, Step::evaluation));
        }
        return Footprint.of(this);
    }

    /// All compiled steps.
    List<Step> steps() {
        return Stream.of(training, evaluating).flatMap(all -> all.values().stream()).toList();
    }

    /// The states of training and evaluation that there are.
    List<State> states() {
        return Stream.of(Optional.ofNullable(state), Optional.ofNullable(evaluation))
                .flatMap(Optional::stream)
                .toList();
    }

    /// The model.
    public Model model() {
        return task.model();
    }

    Settings settings() {
        return settings;
    }

    Task task() {
        return task;
    }

    State state(BatchedDataset data) {
        State s = state;
        if (s == null) {
            s = State.ofTraining(task, data.schema(), data.batchSize());
            state = s;
        }
        return s;
    }

    /// The saved state to go on from, once.
    Optional<Saved> takeResumed() {
        Optional<Saved> r = Optional.ofNullable(resumed);
        resumed = null;
        return r;
    }

    Step trainingStep(Batch batch, State s) {
        return step(training, Kind.of(batch), s, Step::training);
    }

    private interface Maker {
        Step make(Task task, Schema schema, int size, State state);
    }

    private Step step(Map<Kind, Step> steps, Kind kind, State s, Maker maker) {
        Step known = steps.get(kind);
        if (known != null) {
            return known;
        }
        Step made = maker.make(task, kind.schema(), kind.size(), s);
        steps.put(kind, made);
        return made;
    }

    static void requireExamples(BatchedDataset data) {
        if (data.batchesPerEpoch() == 0) {
            throw new IllegalArgumentException(
                    "there is no batch: %d examples in batches of %d"
                            .formatted(data.size(), data.batchSize()));
        }
    }

    /// Frees the compiled steps and the optimizer's state; the model stays.
    @Override
    public void close() {
        training.values().forEach(Step::close);
        evaluating.values().forEach(Step::close);
        training.clear();
        evaluating.clear();
        if (state != null) {
            state.close();
            state = null;
        }
        if (evaluation != null) {
            evaluation.close();
            evaluation = null;
        }
    }
}

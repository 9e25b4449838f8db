package io.jacquard.recipe;

import io.jacquard.data.BatchedDataset;
import io.jacquard.data.Dataset;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Model;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Seed;
import io.jacquard.train.Callback;
import io.jacquard.train.Footprint;
import io.jacquard.train.History;
import io.jacquard.train.Report;
import io.jacquard.train.Trainer;
import io.jacquard.train.metric.Scores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A recipe being trained in a folder. When it is finished the folder is the saved model.
///
/// | file | what |
/// |---|---|
/// | `config.yaml` | the whole recipe |
/// | `metrics.jsonl` | a line every `log.every` steps and one every epoch |
/// | `checkpoint.safetensors` | the state to go on from |
/// | `model.safetensors`, `model.yaml` | weights; type of an example and labels |
/// | `sample.txt` | of a language model: what it writes |
/// | `result.json`, `loss.png`, `accuracy.png`, `confusion.png`, `report.html` | what came out |
public final class Run implements AutoCloseable {
    private static final int TEST_BATCH = 250;

    private final RunFiles files;
    private final Recipe recipe;
    private final Device device;
    private final boolean begun;

    private Run(RunFiles files, Recipe recipe, Device device, boolean begun) {
        this.files = files;
        this.recipe = recipe;
        this.device = device;
        this.begun = begun;
    }

    /// How a run ended.
    ///
    /// @param finished false if it was asked to stop before its end
    /// @param result what `result.json` holds; empty if not finished
    public record Outcome(boolean finished, Map<String, Object> result) {}

    /// Begins a run in a new or empty folder.
    ///
    /// @throws RecipeException (content) if the folder is occupied or cannot be written
    public static Run start(Recipe recipe, Path folder, Device device) {
        RunFiles files = RunFiles.create(folder);
        files.write(RunFiles.CONFIG, recipe.text());
        return new Run(files, recipe, device, true);
    }

    /// Goes on with a run that was interrupted.
    ///
    /// @throws RecipeException (content) if the folder holds none or is in use
    public static Run reopen(Path folder, Device device) {
        RunFiles files = RunFiles.reopen(folder);
        try {
            return new Run(files, Recipe.read(folder.resolve(RunFiles.CONFIG)), device, false);
        } catch (RuntimeException e) {
            files.close();
            throw e;
        }
    }

    /// The recipe.
    public Recipe recipe() {
        return recipe;
    }

    /// True if the run was finished before.
    public boolean isFinished() {
        return files.has(RunFiles.RESULT);
    }

    /// Trains to the end, or until a callback says stop, in which case the state is saved.
    ///
    /// @param callback told about progress
    public Outcome train(Callback callback) {
        try {
            return trained(callback);
        } catch (RuntimeException e) {
            // Nothing was learned: the same command works again once the cause is mended.
            if (begun && !files.has(RunFiles.CHECKPOINT)) {
                files.clear();
            }
            throw e;
        }
    }

    private Outcome trained(Callback callback) {
        long start = System.nanoTime();
        try (Prepared all = Prepared.of(recipe.settings(), device)) {
            Loaded data = all.data();
            files.write(RunFiles.MODEL, SavedModel.card(data.example(), data.classes()));
            return trained(start, all, callback);
        }
    }

    private Outcome trained(long start, Prepared all, Callback callback) {
        Settings s = recipe.settings();
        Loaded data = all.data();
        BatchedDataset batches = all.batches();
        Model model = all.model();
        boolean resumed = files.has(RunFiles.CHECKPOINT);
        Path checkpoint = files.path(RunFiles.CHECKPOINT);
        long saved = resumed ? Trainer.savedStep(checkpoint) : 0;
        int epochs = s.whole("train.epochs", 0);
        try (MetricsLog log = MetricsLog.open(files.path(RunFiles.METRICS), saved);
                Trainer trainer =
                        Trainings.of(s, model, batches.batchesPerEpoch())
                                .with(log)
                                .with(callback)
                                .checkpoint(checkpoint, s.whole("checkpoint.every", 1))) {
            if (resumed) {
                trainer.resume(checkpoint);
            }
            Optional<BatchedDataset> validation = data.validation().map(v -> v.batch(TEST_BATCH));
            BatchedDataset test = data.test().batch(TEST_BATCH);
            Footprint memory = trainer.footprint(batches, test, validation.orElse(test));
            callback.onFootprint(memory);
            History h =
                    validation.isPresent()
                            ? trainer.fit(batches, validation.get(), epochs)
                            : trainer.fit(batches, epochs);
            if (h.stopped().startsWith(History.ASKED)) {
                return new Outcome(false, Map.of());
            }
            model.save(files.path(RunFiles.WEIGHTS));
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Outcome(true, finish(data, trainer, model, seconds, memory));
        }
    }

    private Map<String, Object> finish(
            Loaded data, Trainer trainer, Model model, double seconds, Footprint memory) {
        Report test = trainer.evaluate(data.test().batch(TEST_BATCH));
        Literal confusion = confusion(test);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("data", recipe.settings().text("data.format"));
        result.put("recipe", recipe.name());
        result.put("device", device.name());
        result.put("test", scores(test, data.classes()));
        result.put("seconds", seconds);
        result.put("epochs", MetricsLog.epochs(files.path(RunFiles.METRICS)).size());
        result.put("seed", recipe.settings().whole("train.seed", 0));
        result.put("examples", Map.of("train", data.train().size(), "test", data.test().size()));
        result.put("memory", memory.tree());
        pictures(data, model, confusion, result);
        if (Texts.isText(recipe.settings())) {
            Seed seed = Seed.of(recipe.settings().whole("train.seed", 0));
            String sample = Texts.sample(model, data.classes(), seed);
            files.write(RunFiles.SAMPLE, sample + "\n");
            result.put("sample", sample);
        }
        files.write(RunFiles.RESULT, Json.text(result) + "\n");
        return result;
    }

    private void pictures(Loaded data, Model model, Literal confusion, Map<String, Object> result) {
        List<Map<String, Object>> epochs = MetricsLog.epochs(files.path(RunFiles.METRICS));
        byte[] loss = Charts.curves(epochs, "loss");
        byte[] accuracy = Charts.curves(epochs, "accuracy");
        byte[] matrix = Charts.confusion(confusion, data.classes());
        files.write("loss.png", loss);
        files.write("accuracy.png", accuracy);
        files.write("confusion.png", matrix);
        int[] sizes = data.example().shape().sizes();
        int[] batched = new int[sizes.length + 1];
        batched[0] = 1;
        System.arraycopy(sizes, 0, batched, 1, sizes.length);
        String summary = model.summary(TensorType.of(data.example().dtype(), batched));
        files.write(
                "report.html",
                HtmlReport.page(
                        recipe.name(),
                        result,
                        List.of(loss, accuracy, matrix),
                        summary,
                        recipe.text()));
    }

    private static Literal confusion(Report report) {
        List<Literal> sums = report.sums().get("confusion");
        if (sums == null) {
            throw new IllegalStateException("the confusion matrix was not measured");
        }
        return sums.getFirst();
    }

    private static Map<String, Object> scores(Report test, List<String> classes) {
        Map<String, Object> m = MetricsLog.tree(test);
        Map<String, Object> perClass = new LinkedHashMap<>();
        Scores scores = Scores.of(confusion(test));
        for (int c = 0; c < scores.classes().size(); c++) {
            Scores.Of one = scores.classes().get(c);
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("examples", one.examples());
            row.put("precision", one.precision());
            row.put("recall", one.recall());
            row.put("f1", one.f1());
            perClass.put(c < classes.size() ? classes.get(c) : Integer.toString(c), row);
        }
        m.put("perClass", perClass);
        return m;
    }

    /// Measures the saved model of a folder on the test data of its recipe.
    ///
    /// @return what `result.json` has under `test`
    /// @throws RecipeException (content) if the folder holds no whole model
    public static Map<String, Object> evaluate(Path folder, List<String> changes, Device device) {
        try (SavedModel saved = SavedModel.load(folder, device)) {
            Recipe recipe = Recipe.read(folder.resolve(RunFiles.CONFIG)).with(changes);
            Settings s = recipe.settings();
            Loaded data = Loaded.of(s);
            Dataset test = data.test();
            try (Trainer t = Trainings.of(s, saved.model(), 1)) {
                return scores(t.evaluate(test.batch(TEST_BATCH)), saved.labels());
            }
        }
    }

    /// What `result.json` of a folder holds.
    ///
    /// @throws RecipeException (content) if it has none
    public static Map<String, Object> result(Path folder) {
        Path file = folder.resolve(RunFiles.RESULT);
        try {
            return Yaml.tree(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw RecipeException.content("%s has no result yet".formatted(folder));
        }
    }

    /// Lets the folder go.
    @Override
    public void close() {
        files.close();
    }
}

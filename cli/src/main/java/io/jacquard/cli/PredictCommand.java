package io.jacquard.cli;

import io.jacquard.data.DataException;
import io.jacquard.recipe.Json;
import io.jacquard.recipe.SavedModel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `predict`: classifies pictures.
@Command(
        name = "predict",
        description = "Classifies pictures: a line FILE<TAB>LABEL<TAB>PROBABILITY for each.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class PredictCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "DIR", description = "the folder of a finished run")
    private Path folder = Path.of("");

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "FILE",
            description = "pictures (PNG, JPEG, ...); they are brought to the model's size")
    private List<Path> files = List.of();

    @Option(names = "--device", paramLabel = "D", description = "see 'devices' (default: the best)")
    private String device = "";

    @Option(
            names = "--json",
            description = "print JSON, a line a file, with the probabilities of all classes")
    private boolean json;

    PredictCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (OpenDevice opened = OpenDevice.named(session, device);
                SavedModel model = SavedModel.load(folder, opened.device())) {
            int code = Commands.DONE;
            for (Path file : files) {
                code = Math.max(code, predict(model, file));
            }
            return code;
        }
    }

    // One file that is no picture does not keep the others from their answer.
    private int predict(SavedModel model, Path file) {
        try {
            SavedModel.Prediction p = model.predict(model.picture(file));
            session.result(json ? tree(model, file, p) : line(file, p));
            return Commands.DONE;
        } catch (DataException e) {
            return Failure.of(e).report(session);
        }
    }

    private static String line(Path file, SavedModel.Prediction p) {
        return "%s\t%s\t%.6f".formatted(file, p.label(), p.probability());
    }

    private static String tree(SavedModel model, Path file, SavedModel.Prediction p) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (int c = 0; c < p.probabilities().size(); c++) {
            all.put(model.labels().get(c), p.probabilities().get(c));
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("file", file.toString());
        tree.put("label", p.label());
        tree.put("probability", p.probability());
        tree.put("probabilities", all);
        return Json.text(tree);
    }
}

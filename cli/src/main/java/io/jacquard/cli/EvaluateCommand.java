package io.jacquard.cli;

import io.jacquard.recipe.Json;
import io.jacquard.recipe.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `evaluate`: measures a saved model on test data.
@Command(
        name = "evaluate",
        description = "Measures a saved model on the test data of its recipe, or on others.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", "Example: ./jacquard evaluate runs/first --set data.path=~/my-digits"})
final class EvaluateCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "DIR", description = "the folder of a finished run")
    private Path folder = Path.of("");

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "change a setting of the recipe, for example data.path=FOLDER")
    private List<String> changes = new ArrayList<>();

    @Option(names = "--device", paramLabel = "D", description = "see 'devices' (default: the best)")
    private String device = "";

    @Option(names = "--json", description = "print the result as JSON")
    private boolean json;

    EvaluateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (OpenDevice opened = OpenDevice.named(session, device)) {
            Map<String, Object> test = Run.evaluate(folder, changes, opened.device());
            if (json) {
                session.result(Json.text(test));
            } else {
                print(test);
            }
            return Commands.DONE;
        }
    }

    private void print(Map<String, Object> test) {
        session.result(
                "test accuracy %.2f %%, loss %.4f"
                        .formatted(
                                100 * Numbers.of(test.get("accuracy")),
                                Numbers.of(test.get("loss"))));
        if (test.get("perClass") instanceof Map<?, ?> classes) {
            session.result(
                    "%-16s %8s %9s %9s %9s"
                            .formatted("class", "examples", "precision", "recall", "f1"));
            classes.forEach(
                    (name, scores) -> session.result(row(name.toString(), (Map<?, ?>) scores)));
        }
    }

    private static String row(String name, Map<?, ?> scores) {
        return "%-16s %8.0f %9.4f %9.4f %9.4f"
                .formatted(
                        name,
                        Numbers.of(scores.get("examples")),
                        Numbers.of(scores.get("precision")),
                        Numbers.of(scores.get("recall")),
                        Numbers.of(scores.get("f1")));
    }
}

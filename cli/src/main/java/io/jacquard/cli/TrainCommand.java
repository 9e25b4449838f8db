package io.jacquard.cli;

import io.jacquard.recipe.Recipe;
import io.jacquard.recipe.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `train`: trains a recipe in a new folder.
@Command(
        name = "train",
        description = "Trains a recipe in a folder, which is the saved model afterwards.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Example: ./jacquard train mnist --set train.epochs=3 --seed 7 --out runs/first",
            "Every key of a recipe stands in the config.yaml of a run."
        })
final class TrainCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final Session session;

    @Parameters(
            paramLabel = "RECIPE",
            description = "a recipe such as mnist or shakespeare-gpt, or the path of a YAML file")
    private String recipe = "";

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "change a setting of the recipe, for example train.epochs=3")
    private List<String> changes = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "N", description = "the same as --set train.seed=N")
    private String seed = "";

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "a new or empty folder (default: runs/RECIPE-TIME)")
    private @Nullable Path out;

    @Option(names = "--device", paramLabel = "D", description = "see 'devices' (default: the best)")
    private String device = "";

    @Option(names = "--json", description = "print the result as JSON")
    private boolean json;

    TrainCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (OpenDevice opened = OpenDevice.named(session, device)) {
            List<String> all = new ArrayList<>(changes);
            if (!seed.isEmpty()) {
                all.add("train.seed=" + seed);
            }
            Recipe made = Commands.recipe(recipe, all);
            Path folder = out == null ? dated(Commands.fileName(made)) : out;
            try (Run run = Run.start(made, folder, opened.device())) {
                session.note(
                        "training %s on %s in %s"
                                .formatted(made.name(), opened.device().name(), folder));
                return new Training(session, folder, json).run(run);
            }
        }
    }

    private static Path dated(String name) {
        String time = LocalDateTime.now(ZoneId.systemDefault()).format(TIME);
        Path first = Path.of("runs", name + "-" + time);
        Path folder = first;
        for (int i = 2; Files.exists(folder); i++) {
            folder = first.resolveSibling(first.getFileName() + "-" + i);
        }
        return folder;
    }
}

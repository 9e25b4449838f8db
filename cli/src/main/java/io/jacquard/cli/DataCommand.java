package io.jacquard.cli;

import io.jacquard.data.DataFolder;
import io.jacquard.data.Downloads;
import io.jacquard.recipe.Json;
import io.jacquard.recipe.RecipeException;
import io.jacquard.recipe.Suggestion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `data`: lists data sets and gets them.
@Command(
        name = "data",
        description = "Lists the known data sets, or downloads one.",
        synopsisSubcommandLabel = "(list | get SET)",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "MNIST comes with Jacquard. The others are looked for in $JACQUARD_DATA, by default"
                    + " ~/.cache/jacquard/data."
        })
final class DataCommand implements Runnable {
    private final Session session;

    @Spec private @Nullable CommandSpec spec;

    DataCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), Commands.NO_COMMAND);
        }
    }

    /// Says which sets there are and where they are or would be.
    @Command(
            name = "list",
            description = "Lists the known data sets and where they are.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    int list(@Option(names = "--json", description = "print JSON, a line a set") boolean json) {
        print("mnist", "embedded", json);
        for (String set : Downloads.sets()) {
            Path folder = DataFolder.of(set.equals("cifar10") ? "cifar-10" : set);
            print(set, Files.isDirectory(folder) ? folder.toString() : "absent", json);
        }
        return Commands.DONE;
    }

    private void print(String set, String place, boolean json) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("set", set);
        tree.put("place", place);
        session.result(json ? Json.text(tree) : set + "\t" + place);
    }

    /// Downloads a set.
    @Command(
            name = "get",
            description = {
                "Downloads a data set; goes on where an earlier download stopped and checks what"
                        + " came in."
            },
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    int get(
            @Parameters(paramLabel = "SET", description = "cifar10 or fashion-mnist") String set,
            @Option(
                            names = "--from",
                            paramLabel = "ADDRESS",
                            defaultValue = "",
                            description =
                                    "where the sets lie (default: $" + Downloads.SETTING + ")")
                    String from,
            @Option(
                            names = "--to",
                            paramLabel = "FOLDER",
                            defaultValue = "",
                            description =
                                    "folder of all data sets (default: $JACQUARD_DATA or the cache)")
                    String to) {
        if (set.equals("mnist")) {
            print(set, "embedded", false);
            return Commands.DONE;
        }
        List<String> known = Downloads.sets();
        if (!known.contains(set)) {
            throw RecipeException.typed(
                    "no data set '%s'%s; there are %s"
                            .formatted(set, Suggestion.text(set, known), known));
        }
        Downloads downloads = from.isEmpty() ? Downloads.fromSetting() : Downloads.from(from);
        Path root = to.isEmpty() ? DataFolder.root() : Commands.path(to);
        Path folder = downloads.reporting(new Shown(session)).get(set, root);
        session.result(set + "\t" + folder);
        return Commands.DONE;
    }

    /// Tells each tenth of a file.
    private static final class Shown implements Downloads.Progress {
        private final Session session;
        private String last = "";

        Shown(Session session) {
            this.session = session;
        }

        @Override
        public void update(String file, long done, long total) {
            String now = "%s: %d %%".formatted(file, 10 * (10 * done / Math.max(1, total)));
            if (!now.equals(last)) {
                last = now;
                session.note(now);
            }
        }
    }
}

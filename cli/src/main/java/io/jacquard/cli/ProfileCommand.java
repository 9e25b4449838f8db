package io.jacquard.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jacquard.nn.checkpoint.AtomicFile;
import io.jacquard.recipe.Json;
import io.jacquard.recipe.Recipe;
import io.jacquard.recipe.RecipeException;
import io.jacquard.recipe.Trial;
import io.jacquard.runtime.Device;
import io.jacquard.train.Callback;
import io.jacquard.train.Footprint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `profile`: shows where the time of a training step goes.
@Command(
        name = "profile",
        description = {
            "Trains a recipe for some steps and prints what each item of a step takes: time, bytes,"
                    + " operations and the share of what this machine can do; and draws it. Nothing"
                    + " else is kept."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Example: ./jacquard profile mnist --set train.batch=128",
            "us: median microseconds; roof: the least time that a product's rate or a copy's allows,"
                    + " by the item's time; wait: the share of the threads' time that they waited,"
                    + " why: for want of tasks (few), asleep or off their core (late), for slower"
                    + " threads (uneven), before and after tasks (ends)."
        })
final class ProfileCommand implements Callable<Integer> {
    private static final double ROOF_SECONDS = 0.5;
    private static final int MOST_STEPS = 100_000;

    private final Session session;

    @Parameters(
            paramLabel = "RECIPE",
            description = "a recipe such as mnist or sst2-minilm, or the path of a YAML file")
    private String recipe = "";

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "change a setting of the recipe, for example train.batch=128")
    private List<String> changes = new ArrayList<>();

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "how many steps are measured, each way (default: ${DEFAULT-VALUE})")
    private int steps = 50;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            description = "trains so long before it measures (default: ${DEFAULT-VALUE})")
    private double warmUp = 4;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "the picture, SVG (default: profile-RECIPE.svg)")
    private @Nullable Path out;

    @Option(names = "--device", paramLabel = "D", description = "see 'devices' (default: the best)")
    private String device = "";

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    ProfileCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (steps < 1 || steps > MOST_STEPS) {
            throw RecipeException.typed(
                    "--steps is from 1 to %d, got %d".formatted(MOST_STEPS, steps));
        }
        if (!(warmUp >= 0 && warmUp <= 3600)) {
            throw RecipeException.typed("--warm-up is from 0 to 3600 seconds, got " + warmUp);
        }
        try (OpenDevice opened = OpenDevice.named(session, device)) {
            report(Commands.recipe(recipe, changes), opened.device());
            return Commands.DONE;
        }
    }

    private void report(Recipe made, Device on) {
        StepWatch watch = new StepWatch(on, warmUp, steps);
        Footprint memory;
        int batch;
        try (Trial trial = Trial.of(made, watch)) {
            batch = trial.batch();
            session.note("profiling %s on %s".formatted(made.name(), on.description()));
            memory = trial.train(new UntilDone(watch));
        }
        StepProfile profile = StepProfile.of(watch);
        Ceiling ceiling = Ceiling.of(on, ROOF_SECONDS);
        Path file =
                out == null ? Path.of("profile-%s.svg".formatted(Commands.fileName(made))) : out;
        String title = "a training step of %s, batch %d".formatted(made.name(), batch);
        write(file, new ProfileChart(title, profile, ceiling).svg());
        if (json) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("recipe", made.name());
            tree.put("device", on.name());
            tree.put("batch", batch);
            tree.putAll(profile.tree(ceiling));
            tree.put("roofs", ceiling.tree());
            tree.put("memory", memory.tree());
            tree.put("picture", file.toString());
            session.result(Json.text(tree));
            return;
        }
        session.result(title);
        new ProfileTable(profile, ceiling).lines().forEach(session::result);
        session.result(memory.toString());
        session.result("picture in " + file);
    }

    private static void write(Path file, String text) {
        try {
            AtomicFile.write(file, channel -> written(channel, text));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    new IOException("cannot write %s: %s".formatted(file, e.getMessage()), e));
        }
    }

    private static void written(FileChannel to, String text) throws IOException {
        ByteBuffer bytes = UTF_8.encode(text);
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
    }

    /// Lets steps run until all is measured.
    private record UntilDone(StepWatch watch) implements Callback {
        @Override
        public Verdict onProgress(Progress progress) {
            return watch.isDone() ? Verdict.STOP : Verdict.CONTINUE;
        }
    }
}

package io.jacquard.cli;

import io.jacquard.data.BatchedDataset;
import io.jacquard.nn.Model;
import io.jacquard.nn.loss.Losses;
import io.jacquard.recipe.Json;
import io.jacquard.runtime.CompileReport;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Seed;
import io.jacquard.train.Callback;
import io.jacquard.train.Trainer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Measures whole training steps as a user's trainer runs them, in f32, the loss read every ten
/// steps. A time is that of one step, over a group of ten.
final class StepBench {
    private static final double WARM_UP_SECONDS = 2;
    private static final double BLOCK_SECONDS = 0.5;
    private static final double SECONDS = 4;
    private static final int GROUP = 10;

    private final Session session;
    private final Workload workload;
    private final String name;
    private final Function<Workload, BatchedDataset> data;
    private final Device device;
    private Timings block = Timings.during(WARM_UP_SECONDS);
    private boolean warm;
    private boolean running;
    private Supplier<Optional<CompileReport>> report = Optional::empty;

    private StepBench(
            Session session,
            Workload workload,
            String name,
            Function<Workload, BatchedDataset> data,
            Device device) {
        this.session = session;
        this.workload = workload;
        this.name = name;
        this.data = data;
        this.device = device;
    }

    /// Steps on ready batches.
    static StepBench bare(Session session, Workload workload, Device device) {
        return new StepBench(session, workload, workload.name(), w -> new Rounds(w.pool()), device);
    }

    /// Steps on a set of examples in memory, shuffled anew for each epoch and read ahead: what a
    /// whole `fit` takes.
    static StepBench fit(Session session, Workload workload, Device device) {
        return new StepBench(
                session, workload, workload.name() + "-fit", Workload::shuffled, device);
    }

    /// What happens between two blocks.
    private interface Between {
        /// Begins another block, or says that there is none.
        boolean another();
    }

    /// Measures once, and tells how long the step took to compile.
    void once() {
        train(() -> {
            if (warm) {
                Map<String, Object> tree = block.tree(name);
                report.get().ifPresent(r -> tree.put("compile_ms", r.duration().toNanos() / 1e6));
                session.result(Json.text(tree));
                return false;
            }
            block = Timings.during(SECONDS);
            warm = true;
            return true;
        });
    }

    /// Measures a block of at least half a second for each line `run` of the input, after `ready`.
    void serve() {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("name", "jacquard");
        info.put("device", device.description());
        info.put("versions", Map.of("jacquard", Version.number()));
        session.result(Json.text(info));
        BufferedReader in =
                new BufferedReader(new InputStreamReader(session.in(), StandardCharsets.UTF_8));
        train(() -> served(in));
    }

    private boolean served(BufferedReader in) {
        if (warm) {
            Map<String, Object> tree = block.tree(name);
            tree.put("steps", GROUP * block.count());
            session.result(Json.text(tree));
        } else {
            warm = true;
            session.result("ready");
        }
        boolean wanted = isWanted(in);
        block = Timings.during(BLOCK_SECONDS);
        return wanted;
    }

    private static boolean isWanted(BufferedReader in) {
        try {
            String line = in.readLine();
            while (line != null && !line.strip().equals("run")) {
                line = in.readLine();
            }
            return line != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void train(Between between) {
        Callback watch =
                new Callback() {
                    @Override
                    public Verdict onProgress(Progress p) {
                        return another(between) ? Verdict.CONTINUE : Verdict.STOP;
                    }
                };
        try (Model model = Model.create(device, Seed.of(0), workload.network());
                Trainer trainer =
                        Trainer.of(model, Losses.crossEntropy(), workload.optimizer())
                                .reportEvery(GROUP)
                                .with(watch)) {
            report = trainer::compiled;
            trainer.fit(data.apply(workload), Integer.MAX_VALUE);
        }
    }

    // The first group has the compilation in it and belongs to no block.
    private boolean another(Between between) {
        if (!running) {
            running = true;
            block = Timings.during(WARM_UP_SECONDS);
            return true;
        }
        block.done(GROUP);
        return !block.isOver() || between.another();
    }
}

package io.jacquard.cli;

import io.jacquard.nn.Model;
import io.jacquard.nn.loss.Losses;
import io.jacquard.recipe.Json;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Seed;
import io.jacquard.train.Trainer;
import io.jacquard.train.optimizer.Adam;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Measures whole training steps as a user's trainer runs them: batch 32, f32, Adam, the loss read
/// every ten steps. A time is that of one step, over a group of ten.
final class StepBench {
    private static final double WARM_UP_SECONDS = 2;
    private static final double BLOCK_SECONDS = 0.5;
    private static final double SECONDS = 4;
    private static final int GROUP = 10;

    private final Session session;
    private final Workload workload;
    private final String name;
    private final Device device;
    private Timings block = Timings.during(WARM_UP_SECONDS);
    private boolean warm;
    private boolean running;

    StepBench(Session session, Workload workload, Device device) {
        this.session = session;
        this.workload = workload;
        this.name = workload.name();
        this.device = device;
    }

    /// What happens between two blocks.
    private interface Between {
        /// Begins another block, or says that there is none.
        boolean another();
    }

    /// Measures once.
    void once() {
        train(() -> {
            if (warm) {
                session.result(Json.text(block.tree(name)));
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
        Rounds rounds = new Rounds(workload.pool(), GROUP, () -> another(between));
        try (Model model = Model.create(device, Seed.of(0), workload.network());
                Trainer trainer =
                        Trainer.of(model, Losses.crossEntropy(), Adam.of(1e-3))
                                .reportEvery(GROUP)) {
            trainer.fit(rounds, 1);
        }
    }

    // The first call is before the first group: compiling is not part of any block.
    private boolean another(Between between) {
        if (!running) {
            running = true;
            return true;
        }
        block.done(GROUP);
        return !block.isOver() || between.another();
    }
}

package io.jacquard.cli;

import io.jacquard.recipe.Json;
import io.jacquard.recipe.Run;
import io.jacquard.train.Callback;
import io.jacquard.train.Epoch;
import io.jacquard.train.Footprint;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Trains a run to its end, shows its progress and says what came out.
final class Training {
    private final Session session;
    private final Path folder;
    private final boolean json;

    /// A training in that folder.
    ///
    /// @param json whether the result is printed as JSON
    Training(Session session, Path folder, boolean json) {
        this.session = session;
        this.folder = folder;
        this.json = json;
    }

    /// Trains.
    ///
    /// @return the exit code
    int run(Run run) {
        session.interruption().hold();
        Run.Outcome outcome;
        try (ProgressView progress = ProgressView.of(session)) {
            outcome = run.train(new Guarded(session, progress));
        }
        if (!outcome.finished()) {
            session.note(
                    "interrupted; the state is saved. Go on with: ./jacquard resume " + folder);
            return Interruption.CODE;
        }
        report(outcome.result());
        return Commands.DONE;
    }

    /// Prints a result.
    void report(Map<String, Object> result) {
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("out", folder.toString());
            all.putAll(result);
            session.result(Json.text(all));
            return;
        }
        Map<?, ?> test = (Map<?, ?>) result.getOrDefault("test", Map.of());
        session.result(
                "test accuracy %.2f %%, loss %.4f (%s in %.1f s on %s)"
                        .formatted(
                                100 * Numbers.of(test.get("accuracy")),
                                Numbers.of(test.get("loss")),
                                epochs(result),
                                Numbers.of(result.get("seconds")),
                                result.get("device")));
        if (result.containsKey("sample")) {
            session.result("it writes:\n" + result.get("sample"));
        }
        session.result("model and report in " + folder);
    }

    private static String epochs(Map<String, Object> result) {
        int count = (int) Numbers.of(result.get("epochs"));
        return count == 1 ? "1 epoch" : count + " epochs";
    }

    /// Tells the progress and stops when the end is asked for.
    private record Guarded(Session session, Callback shown) implements Callback {
        @Override
        public void onFootprint(Footprint footprint) {
            session.note(footprint.toString());
        }

        @Override
        public Verdict onProgress(Progress progress) {
            shown.onProgress(progress);
            return verdict();
        }

        @Override
        public Verdict onEpoch(Epoch epoch) {
            shown.onEpoch(epoch);
            return verdict();
        }

        private Verdict verdict() {
            return session.interruption().isAsked() ? Verdict.STOP : Verdict.CONTINUE;
        }
    }
}

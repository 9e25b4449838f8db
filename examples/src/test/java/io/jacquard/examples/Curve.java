package io.jacquard.examples;

import io.jacquard.train.Callback;
import io.jacquard.train.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The way that a run took.
///
/// @param losses mean loss of each step's batch, before the step changed the parameters
/// @param accuracy on the test part after the last step, 0 to 1
record Curve(List<Double> losses, double accuracy) {
    /// Copies the list.
    Curve {
        losses = List.copyOf(losses);
    }

    /// Runs a program and keeps the losses.
    static Curve of(Function<Run, Report> program, Run run) {
        Losses seen = new Losses();
        Report report = program.apply(run.watchedBy(seen));
        return new Curve(seen.losses, report.metric("accuracy"));
    }

    /// The loss of each step, from the mean of the epoch so far; batches are of one size.
    private static final class Losses implements Callback {
        private final List<Double> losses = new ArrayList<>();
        private double sum;

        @Override
        public Verdict onProgress(Progress p) {
            double before = p.position() == 1 ? 0 : sum;
            sum = p.loss() * p.position();
            losses.add(sum - before);
            return Verdict.CONTINUE;
        }
    }
}

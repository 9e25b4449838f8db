package io.jacquard.cli;

import io.jacquard.train.Callback;
import io.jacquard.train.Epoch;
import io.jacquard.train.Report;

/// Shows how far a training is.
sealed interface ProgressView extends Callback, AutoCloseable permits PlainProgress, BarProgress {
    /// A bar where a person is looking, lines elsewhere.
    static ProgressView of(Session session) {
        return session.terminal() ? new BarProgress(session) : new PlainProgress(session);
    }

    /// One line about an epoch.
    static String line(Epoch epoch) {
        String validation = epoch.validation().map(v -> ", validation " + scores(v)).orElse("");
        return "epoch %d: %s%s (%.1f s)"
                .formatted(epoch.number(), scores(epoch.train()), validation, epoch.seconds());
    }

    private static String scores(Report report) {
        Double accuracy = report.metrics().get("accuracy");
        return accuracy == null
                ? "loss %.4f".formatted(report.loss())
                : "loss %.4f accuracy %.2f %%".formatted(report.loss(), 100 * accuracy);
    }

    @Override
    void close();
}

package io.jacquard.cli;

import io.jacquard.train.Epoch;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/// A bar an epoch, replaced by its line when the epoch is over.
final class BarProgress implements ProgressView {
    private static final int WIDTH = 79;
    private static final int MILLIS = 200;

    private final Session session;
    private @Nullable ProgressBar bar;

    BarProgress(Session session) {
        this.session = session;
    }

    @Override
    public Verdict onProgress(Progress progress) {
        ProgressBar shown = bar;
        if (shown == null) {
            shown = opened(progress);
            bar = shown;
        }
        shown.setExtraMessage(" loss %.4f".formatted(progress.loss()));
        shown.stepTo(progress.position());
        return Verdict.CONTINUE;
    }

    private ProgressBar opened(Progress progress) {
        ProgressBarStyle style =
                session.colored()
                        ? ProgressBarStyle.COLORFUL_UNICODE_BLOCK
                        : ProgressBarStyle.ASCII;
        return new ProgressBarBuilder()
                .setTaskName("epoch %d/%d".formatted(progress.epoch(), progress.epochs()))
                .setInitialMax(progress.batches())
                .setStyle(style)
                .setUpdateIntervalMillis(MILLIS)
                .setConsumer(new ConsoleProgressBarConsumer(session.err(), WIDTH))
                .clearDisplayOnFinish()
                .build();
    }

    @Override
    public Verdict onEpoch(Epoch epoch) {
        close();
        session.note(ProgressView.line(epoch));
        return Verdict.CONTINUE;
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}

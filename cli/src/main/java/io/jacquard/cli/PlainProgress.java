package io.jacquard.cli;

import io.jacquard.train.Epoch;

/// A line an epoch, and one every ten seconds within a long one.
final class PlainProgress implements ProgressView {
    private static final long QUIET_NANOS = 10_000_000_000L;

    private final Session session;
    private long last = System.nanoTime();

    PlainProgress(Session session) {
        this.session = session;
    }

    @Override
    public Verdict onProgress(Progress progress) {
        long now = System.nanoTime();
        if (now - last >= QUIET_NANOS) {
            last = now;
            session.note(
                    "epoch %d of %d: step %d of %d, loss %.4f"
                            .formatted(
                                    progress.epoch(),
                                    progress.epochs(),
                                    progress.position(),
                                    progress.batches(),
                                    progress.loss()));
        }
        return Verdict.CONTINUE;
    }

    @Override
    public Verdict onEpoch(Epoch epoch) {
        last = System.nanoTime();
        session.note(ProgressView.line(epoch));
        return Verdict.CONTINUE;
    }

    @Override
    public void close() {}
}

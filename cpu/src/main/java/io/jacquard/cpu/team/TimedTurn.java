package io.jacquard.cpu.team;

import java.util.concurrent.atomic.LongAdder;

/// A turn of another's that adds up the time in which tasks run. Who made the other closes it.
public final class TimedTurn implements Turn {
    private final Turn inner;
    private final LongAdder busy = new LongAdder();

    /// A turn that runs phases in another.
    public TimedTurn(Turn inner) {
        this.inner = inner;
    }

    @Override
    public void run(Phase phase) {
        inner.run(
                Phase.of(
                        phase.tasks(),
                        task -> {
                            long start = System.nanoTime();
                            phase.run(task);
                            busy.add(System.nanoTime() - start);
                        }));
    }

    /// Nanoseconds of all tasks so far, whichever thread ran them.
    public long busyNanos() {
        return busy.sum();
    }

    @Override
    public int threads() {
        return inner.threads();
    }

    @Override
    public void close() {}
}

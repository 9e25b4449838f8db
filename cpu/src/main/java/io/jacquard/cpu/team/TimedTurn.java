package io.jacquard.cpu.team;

import java.util.LinkedHashMap;
import java.util.Map;

/// A turn of another's that adds up how long its threads work, and why they wait. Who made the
/// other closes it.
public final class TimedTurn implements Turn {
    private final Turn inner;
    private long busy;
    private long few;
    private long late;
    private long uneven;

    /// A turn that runs phases in another.
    public TimedTurn(Turn inner) {
        this.inner = inner;
    }

    @Override
    public void run(Phase phase) {
        Clock clock = new Clock(phase);
        long start = System.nanoTime();
        inner.run(clock);
        add(clock, start);
    }

    private void add(Clock clock, long start) {
        Map<Thread, Member> members = clock.members();
        long end = members.values().stream().mapToLong(m -> m.last).max().orElse(start);
        int useful = Math.min(threads(), clock.tasks());
        few += (threads() - useful) * (end - start);
        late += Math.max(0, useful - members.size()) * (end - start);
        for (Member m : members.values()) {
            busy += m.busy;
            late += m.first - start;
            uneven += end - m.last;
        }
    }

    /// Nanoseconds of all tasks so far, whichever thread ran them.
    public long busyNanos() {
        return busy;
    }

    /// Nanoseconds of threads for which a phase had no task.
    public long fewNanos() {
        return few;
    }

    /// Nanoseconds of threads before their first task of a phase, and of those that came when
    /// others had done all.
    public long lateNanos() {
        return late;
    }

    /// Nanoseconds of threads from their last task of a phase to the end of all.
    public long unevenNanos() {
        return uneven;
    }

    @Override
    public int threads() {
        return inner.threads();
    }

    @Override
    public void close() {}

    /// What a thread did in a phase.
    private static final class Member {
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;
        private long busy;
    }

    /// A phase that notes who runs each task from when to when.
    private static final class Clock implements Phase {
        private final Phase phase;
        private final Thread[] threads;
        private final long[] starts;
        private final long[] ends;

        Clock(Phase phase) {
            this.phase = phase;
            this.threads = new Thread[phase.tasks()];
            this.starts = new long[threads.length];
            this.ends = new long[threads.length];
        }

        @Override
        public int tasks() {
            return threads.length;
        }

        @Override
        public void run(int task) {
            threads[task] = Thread.currentThread();
            starts[task] = System.nanoTime();
            phase.run(task);
            ends[task] = System.nanoTime();
        }

        Map<Thread, Member> members() {
            Map<Thread, Member> members = new LinkedHashMap<>();
            for (int t = 0; t < threads.length; t++) {
                Member m = members.computeIfAbsent(threads[t], _ -> new Member());
                m.first = Math.min(m.first, starts[t]);
                m.last = Math.max(m.last, ends[t]);
                m.busy += ends[t] - starts[t];
            }
            return members;
        }
    }
}

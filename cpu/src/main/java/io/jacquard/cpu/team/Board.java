package io.jacquard.cpu.team;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Where the caller posts a phase and where everyone claims its tasks.
///
/// Each member of the team owns a fixed, contiguous range of the tasks, takes it first (so that
/// data stays in its cache from step to step), and then takes what others have not begun. A claim
/// is one compare-and-set on the range's counter. The counter carries the number of the phase, so a
/// member that slept through a phase can claim nothing of it:
///
/// - the posted word holds phase number and task count together, so a range is never computed from
///   one phase's number and another's count;
/// - a counter that still shows an older phase counts as untouched, so nobody has to reset it;
/// - a successful claim proves that the phase was unfinished, hence that the phase object read
///   between seeing the word and claiming is the right one.
final class Board {
    private static final int COUNT_BITS = 24;
    private static final int COUNT_MASK = (1 << COUNT_BITS) - 1;
    private static final int NOTHING = -1;

    /// Longs between two cells, so that no two share a cache line or its neighbor.
    private static final int SPACING = 16;

    private static final int POSTED = SPACING;
    private static final int DONE = 2 * SPACING;
    private static final int FIRST_COUNTER = 3 * SPACING;

    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);
    private final int members;
    private final long[] cells;

    private @Nullable Phase phase;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile @Nullable Thread waiter;

    Board(int members) {
        this.members = members;
        this.cells = new long[FIRST_COUNTER + members * SPACING + SPACING];
    }

    /// Posts a phase for all members.
    void publish(Phase phase, int tasks) {
        if (tasks > Team.MOST_TASKS) {
            throw new IllegalArgumentException(
                    "At most " + Team.MOST_TASKS + " tasks in a phase expected, got " + tasks);
        }
        this.phase = phase;
        CELL.set(cells, DONE, 0L);
        long number = (posted() >>> COUNT_BITS) + 1;
        long word = number << COUNT_BITS | tasks;
        CELL.setVolatile(cells, POSTED, word);
    }

    /// Returns the word of the latest phase.
    long posted() {
        return (long) CELL.getVolatile(cells, POSTED);
    }

    /// Forgets the last phase, so that its operands can be collected.
    void clear() {
        phase = null;
    }

    /// Takes part in a phase as one of the mates.
    void help(int member, long word) {
        int done = work(member, word);
        if (done > 0) {
            long _ = (long) CELL.getAndAdd(cells, DONE, (long) done);
            Thread caller = waiter;
            if (caller != null) {
                LockSupport.unpark(caller);
            }
        }
    }

    /// Takes part as the caller, waits for the mates, and throws what a task threw.
    void finish(int tasks) {
        int mine = work(0, posted());
        int others = tasks - mine;
        if (others > 0) {
            await(others);
        }
        Throwable thrown = failure.get();
        if (thrown != null) {
            failure.set(null);
            throw unchecked(thrown);
        }
    }

    private void await(int others) {
        int waits = 0;
        while (done() != others && Patience.awake(waits)) {
            waits++;
        }
        if (done() == others) {
            return;
        }
        waiter = Thread.currentThread();
        while (done() != others) {
            LockSupport.parkNanos(this, Patience.LONGEST_PARK_NANOS);
        }
        waiter = null;
    }

    private long done() {
        return (long) CELL.getVolatile(cells, DONE);
    }

    private int work(int self, long word) {
        Phase current = phase;
        if (current == null) {
            return 0;
        }
        long number = word >>> COUNT_BITS;
        int tasks = (int) word & COUNT_MASK;
        int done = 0;
        for (int i = 0, owner = self; i < members; i++) {
            int end = bound(owner + 1, tasks);
            int task = claim(owner, number, bound(owner, tasks), end);
            while (task != NOTHING) {
                run(current, task);
                done++;
                task = claim(owner, number, 0, end);
            }
            owner = owner + 1 == members ? 0 : owner + 1;
        }
        return done;
    }

    private int bound(int member, int tasks) {
        return (int) (((long) member * tasks + members - 1) / members);
    }

    private int claim(int owner, long number, int start, int end) {
        int cell = FIRST_COUNTER + owner * SPACING;
        while (true) {
            long seen = (long) CELL.getVolatile(cells, cell);
            long seenNumber = seen >>> COUNT_BITS;
            int next = seenNumber == number ? (int) seen & COUNT_MASK : start;
            if (seenNumber > number || next >= end) {
                return NOTHING;
            }
            if (CELL.compareAndSet(cells, cell, seen, number << COUNT_BITS | (next + 1))) {
                return next;
            }
        }
    }

    private void run(Phase current, int task) {
        if (failure.get() != null) {
            return;
        }
        try {
            current.run(task);
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
        }
    }

    private static RuntimeException unchecked(Throwable thrown) {
        return switch (thrown) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            default -> new IllegalStateException(thrown);
        };
    }
}

package io.jacquard.cpu.team;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/// A fixed number of threads, the caller's included, that run the tasks of one phase after the
/// other.
///
/// A caller takes a [#turn] for a whole run. If another caller has the team, it gets a turn without
/// mates and runs every task itself, on its own thread, with the same result. So several callers
/// never wait for each other, and a task that itself wants a turn cannot lock up. Callers may be
/// virtual threads.
///
/// Nothing is allocated while phases run.
public final class Team implements AutoCloseable {
    /// The most tasks a phase may have.
    public static final int MOST_TASKS = (1 << 24) - 1;

    /// The environment variable that says how many threads the shared team has.
    public static final String THREADS_VARIABLE = "JACQUARD_THREADS";

    private static final int MOST_THREADS = 1_024;

    private final Teammate[] mates;
    private final Together together;
    private final AtomicBoolean taken = new AtomicBoolean();

    /// Creates a team and starts its mates.
    ///
    /// @param threads number of threads, the caller's included, from 1 to 1,024
    public Team(int threads) {
        if (threads < 1 || threads > MOST_THREADS) {
            throw new IllegalArgumentException(
                    "1 to " + MOST_THREADS + " threads expected, got " + threads);
        }
        var board = new Board(threads);
        this.together = new Together(this, board);
        this.mates = new Teammate[threads - 1];
        for (int i = 0; i < mates.length; i++) {
            mates[i] = new Teammate(board, i + 1);
        }
        for (Teammate mate : mates) {
            mate.start();
        }
    }

    /// Returns the team of this process, with as many threads as `JACQUARD_THREADS` says or else as
    /// there are processors.
    ///
    /// @throws IllegalArgumentException if the variable is not a number from 1 to 1,024
    public static Team shared() {
        return Shared.INSTANCE;
    }

    static int threads(Map<String, String> environment) {
        String wanted = environment.getOrDefault(THREADS_VARIABLE, "").strip();
        if (wanted.isEmpty()) {
            return Math.min(Runtime.getRuntime().availableProcessors(), MOST_THREADS);
        }
        if (!wanted.matches("[0-9]{1,4}")
                || Integer.parseInt(wanted) < 1
                || Integer.parseInt(wanted) > MOST_THREADS) {
            throw new IllegalArgumentException(
                    THREADS_VARIABLE
                            + " is \""
                            + wanted
                            + "\"; expected a whole number from 1 to "
                            + MOST_THREADS);
        }
        return Integer.parseInt(wanted);
    }

    /// Returns the number of threads, the caller's included.
    public int threads() {
        return mates.length + 1;
    }

    /// Takes a turn: with the whole team if it is free, else alone. Never waits.
    ///
    /// @return a turn to be closed by the caller
    public Turn turn() {
        if (mates.length > 0 && taken.compareAndSet(false, true)) {
            return together;
        }
        return Alone.INSTANCE;
    }

    /// Runs a single phase in a turn of its own.
    ///
    /// @param phase what to run
    public void run(Phase phase) {
        try (Turn turn = turn()) {
            turn.run(phase);
        }
    }

    void wake(int most) {
        int last = Math.min(most, mates.length);
        for (int i = 0; i < last; i++) {
            mates[i].wake();
        }
    }

    void giveBack() {
        if (!taken.compareAndSet(true, false)) {
            throw new IllegalStateException("This turn was given back before");
        }
    }

    /// Stops the mates. No turn may be open.
    @Override
    public void close() {
        for (Teammate mate : mates) {
            mate.stop();
        }
    }

    private static final class Shared {
        static final Team INSTANCE = new Team(Team.threads(System.getenv()));
    }
}

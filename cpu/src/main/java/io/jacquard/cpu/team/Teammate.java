package io.jacquard.cpu.team;

import java.util.concurrent.locks.LockSupport;

/// A thread of the team other than the caller's.
final class Teammate {
    private final Board board;
    private final int member;
    private final Thread thread;

    private volatile boolean asleep;
    private volatile boolean stopped;

    Teammate(Board board, int member) {
        this.board = board;
        this.member = member;
        this.thread = Thread.ofPlatform().daemon().name("jacquard-" + member).unstarted(this::work);
    }

    void start() {
        thread.start();
    }

    void stop() {
        stopped = true;
        LockSupport.unpark(thread);
    }

    /// Wakes the thread if it sleeps. Cheap if it does not.
    void wake() {
        if (asleep) {
            asleep = false;
            LockSupport.unpark(thread);
        }
    }

    private void work() {
        long seen = board.posted();
        while (!stopped) {
            long word = await(seen);
            if (word != seen) {
                seen = word;
                board.help(member, word);
            }
        }
    }

    /// Returns the next posted word, or the same one after sleeping.
    private long await(long seen) {
        int waits = 0;
        while (board.posted() == seen && Patience.awake(waits)) {
            waits++;
        }
        if (board.posted() != seen) {
            return board.posted();
        }
        asleep = true;
        if (board.posted() == seen && !stopped) {
            LockSupport.park(board);
        }
        asleep = false;
        return board.posted();
    }
}

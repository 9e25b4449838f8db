package io.jacquard.cpu.team;

/// How long members wait in which way.
///
/// A phase of a training step lasts a few to some hundred microseconds, and waking a parked thread
/// takes about as long as 2,000 spins. So members spin for somewhat longer than that, then offer
/// their core to others a few times, then sleep. Shorter spins make the members wake each other in
/// turn; no sleep would keep a core from whoever else needs it, a preempted member included.
final class Patience {
    /// A caller that sleeps looks again after this time even if nobody wakes it.
    static final long LONGEST_PARK_NANOS = 1_000_000;

    private static final int SPINS = 5_000;
    private static final int YIELDS = 10;

    private Patience() {}

    /// Lets a moment pass.
    ///
    /// @param turn how often this was done before, from 0
    /// @return whether waiting awake still makes sense
    @SuppressWarnings("ThreadPriorityCheck") // the members work for one another
    static boolean awake(int turn) {
        if (turn < SPINS) {
            Thread.onSpinWait();
            return true;
        }
        Thread.yield();
        return turn < SPINS + YIELDS;
    }
}

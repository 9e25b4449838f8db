package io.jacquard.cpu.team;

/// The right to run phases, held by one caller from [Team#turn] until it is closed.
///
/// Used by one thread at a time. A task must not use the turn that runs it; it may ask the team for
/// a turn of its own.
public sealed interface Turn extends AutoCloseable permits Together, Alone, TimedTurn {
    /// Runs all tasks of a phase and returns when the last is done. What the tasks wrote is then
    /// visible to the caller, and what the caller wrote before is visible to the tasks.
    ///
    /// If a task throws, tasks not yet begun are dropped, and the first exception is thrown here
    /// once no task runs any more.
    ///
    /// @param phase what to run
    void run(Phase phase);

    /// Number of threads that run phases, the caller's included.
    int threads();

    /// Gives the turn back. Must be called once, by whoever took it.
    @Override
    void close();
}

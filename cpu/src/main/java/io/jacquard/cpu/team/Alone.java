package io.jacquard.cpu.team;

/// A turn without mates: the caller runs every task itself, in order. It has no state, so any
/// number of callers share it.
final class Alone implements Turn {
    static final Alone INSTANCE = new Alone();

    private Alone() {}

    @Override
    public void run(Phase phase) {
        int tasks = phase.tasks();
        for (int task = 0; task < tasks; task++) {
            phase.run(task);
        }
    }

    @Override
    public int threads() {
        return 1;
    }

    @Override
    public void close() {}
}

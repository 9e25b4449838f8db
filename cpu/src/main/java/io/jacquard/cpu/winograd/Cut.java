package io.jacquard.cpu.winograd;

import io.jacquard.cpu.team.Phase;

/// A number of steps, evenly cut into tasks.
///
/// @param steps how many steps
/// @param tasks how many tasks, at least 1 and at most as many as steps
record Cut(int steps, int tasks) {
    /// What a task does.
    interface Body {
        /// Does steps `from` (inclusive) to `to` (exclusive).
        void run(int task, int from, int to);
    }

    /// As many tasks as steps, but for a limit.
    static Cut of(int steps, int most) {
        return new Cut(steps, Math.clamp(steps, 1, most));
    }

    /// The phase of all tasks.
    Phase phase(Body body) {
        return Phase.of(tasks, t -> body.run(t, start(t), start(t + 1)));
    }

    private int start(int task) {
        return (int) ((long) steps * task / tasks);
    }
}

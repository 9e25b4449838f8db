package io.jacquard.cpu.team;

import java.util.function.IntConsumer;

/// A number of tasks that may run at the same time, in any order, on any threads. All of them are
/// done before the next phase begins.
public interface Phase {
    /// Returns how many tasks there are, at least 0 and at most [Team#MOST_TASKS].
    int tasks();

    /// Runs one task.
    ///
    /// @param task from 0 to `tasks() - 1`
    void run(int task);

    /// Returns a phase that gives each task's number to `body`.
    ///
    /// @param tasks how many tasks
    /// @param body what a task does
    static Phase of(int tasks, IntConsumer body) {
        return new Phase() {
            @Override
            public int tasks() {
                return tasks;
            }

            @Override
            public void run(int task) {
                body.accept(task);
            }
        };
    }

    /// Returns a phase with the tasks of both, so that independent work needs one barrier only.
    /// This phase's tasks come first.
    ///
    /// @param other a phase that neither reads nor writes what this one writes
    default Phase beside(Phase other) {
        int mine = tasks();
        return of(
                Math.addExact(mine, other.tasks()),
                task -> {
                    if (task < mine) {
                        run(task);
                    } else {
                        other.run(task - mine);
                    }
                });
    }
}

package io.jacquard.cpu.plan;

import io.jacquard.cpu.team.Phase;
import java.util.List;

/// A hand-written loop over dense operands, cut into tasks.
final class LoopItem implements Item {
    private static final int ELEMENTS_A_TASK = 8_192;
    private static final int MOST_TASKS = 32;

    private final String name;
    private final List<Place> operands;
    private final int steps;
    private final Body body;
    private final long scratch;
    private final long[] addresses;

    /// What a loop does.
    @FunctionalInterface
    interface Body {
        /// Does steps `from` (inclusive) to `to` (exclusive).
        ///
        /// @param addresses those of the operands, then that of the scratch memory if there is any
        void run(long[] addresses, int from, int to);
    }

    /// @param name what is shown
    /// @param operands where the operands lie, dense, inputs first
    /// @param steps independent steps of the loop
    LoopItem(String name, List<Place> operands, int steps, Body body) {
        this(name, operands, steps, body, 0);
    }

    /// @param scratch bytes of scratch memory
    LoopItem(String name, List<Place> operands, int steps, Body body, long scratch) {
        this.name = name;
        this.operands = operands;
        this.steps = steps;
        this.body = body;
        this.scratch = scratch;
        this.addresses = new long[operands.size() + (scratch > 0 ? 1 : 0)];
    }

    @Override
    public List<Place> operands() {
        return operands;
    }

    @Override
    public void bind(long[] newAddresses) {
        System.arraycopy(newAddresses, 0, addresses, 0, addresses.length);
    }

    @Override
    public List<Phase> phases() {
        int elements = operands.stream().mapToInt(p -> p.shape().elements()).max().orElse(0);
        int most = Math.min(MOST_TASKS, Math.max(1, elements / ELEMENTS_A_TASK));
        int tasks = Math.min(steps, most);
        return tasks == 0 ? List.of() : List.of(Phase.of(tasks, t -> run(t, tasks)));
    }

    private void run(int task, int tasks) {
        int from = (int) ((long) steps * task / tasks);
        body.run(addresses, from, (int) ((long) steps * (task + 1) / tasks));
    }

    @Override
    public long scratchBytes() {
        return scratch;
    }

    @Override
    public String kind() {
        return "java";
    }

    @Override
    public String toString() {
        return name + " over " + operands.stream().map(Place::type).toList();
    }
}

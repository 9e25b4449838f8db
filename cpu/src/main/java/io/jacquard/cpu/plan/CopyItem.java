package io.jacquard.cpu.plan;

import io.jacquard.cpu.kernel.StridedCopy;
import io.jacquard.cpu.team.Phase;
import io.jacquard.ir.IntList;
import java.util.List;

/// A copy between two strided places of one shape.
final class CopyItem implements Item {
    private static final int ELEMENTS_A_TASK = 32_768;
    private static final long MOST_TASKS = 32;

    private final StridedCopy copy;
    private final List<Place> operands;
    private final int tasks;
    private long from;
    private long to;

    CopyItem(Place from, Place to) {
        this.operands = List.of(from, to);
        this.copy =
                StridedCopy.plan(
                        from.dtype().bytes(), from.shape().sizes(), bytes(from), bytes(to));
        long wanted = Math.min(MOST_TASKS, from.shape().elements() / ELEMENTS_A_TASK);
        this.tasks = (int) Math.max(1, Math.min(wanted, copy.steps()));
    }

    private static long[] bytes(Place p) {
        IntList s = p.strides();
        return s.stream().mapToLong(step -> (long) step * p.dtype().bytes()).toArray();
    }

    @Override
    public List<Place> operands() {
        return operands;
    }

    @Override
    public void bind(long[] addresses) {
        from = addresses[0];
        to = addresses[1];
    }

    @Override
    public List<Phase> phases() {
        return List.of(Phase.of(tasks, this::run));
    }

    private void run(int task) {
        long steps = copy.steps();
        copy.run(from, to, steps * task / tasks, steps * (task + 1) / tasks);
    }

    @Override
    public String kind() {
        return "kernel";
    }

    @Override
    public String toString() {
        return "copy of " + operands.getFirst().type() + " in " + tasks + " tasks";
    }
}

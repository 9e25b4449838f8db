package io.jacquard.cpu.plan;

import io.jacquard.cpu.kernel.Axis;
import io.jacquard.cpu.kernel.Kernel;
import io.jacquard.cpu.team.Phase;
import io.jacquard.ir.IntList;
import java.util.List;

/// A generated kernel with the loops around it, cut into tasks by its shape.
final class KernelItem implements Item {
    private static final int ELEMENTS_A_TASK = 16_384;
    private static final int MOST_TASKS = 32;

    /// From here on there are two tasks at least: a phase costs a fraction of a microsecond.
    private static final int TWO_TASKS_ELEMENTS = 8_192;

    /// An element of a row shorter than a vector costs as much as so many others.
    private static final int SHORT_ROWS_FACTOR = 32;

    private static final int SHORT_ROW = 16;
    private static final int COLUMNS_A_LINE = 64;

    private final Kernel kernel;
    private final GroupKernel plan;
    private final long[] base;
    private final long[][] strides;
    private final long[] rowStrides;
    private final long[] columnSteps;
    private final int[] sizes;
    private final int cutLoop;
    private final int[] bounds;
    private final long[][] current;
    private final int[][] counters;

    KernelItem(Kernel kernel, GroupKernel plan) {
        this.kernel = kernel;
        this.plan = plan;
        int n = plan.operands().size();
        this.sizes = plan.loops().sizes().toArray();
        this.base = new long[n];
        this.strides = new long[sizes.length][n];
        for (int loop = 0; loop < sizes.length; loop++) {
            for (int i = 0; i < n; i++) {
                IntList s = plan.loops().strides().get(i);
                strides[loop][i] = (long) s.at(loop) * plan.operands().get(i).dtype().bytes();
            }
        }
        this.rowStrides = strides[sizes.length - 2];
        this.columnSteps = strides[sizes.length - 1];
        this.cutLoop = cutLoop();
        this.bounds = bounds();
        this.current = new long[tasks()][n];
        this.counters = new int[tasks()][sizes.length];
    }

    private int cutLoop() {
        int best = 0;
        for (int loop = 0; loop < sizes.length; loop++) {
            if (mayCut(loop) && (!mayCut(best) || units(loop) > units(best))) {
                best = loop;
            }
        }
        return best;
    }

    private boolean mayCut(int loop) {
        if (!plan.reduces()) {
            return true;
        }
        int reduced = plan.spec().axis() == Axis.COLUMNS ? sizes.length - 1 : sizes.length - 2;
        return loop != reduced;
    }

    // Columns are cut at whole cache lines, and in one task unless there are many.
    private int units(int loop) {
        return loop == sizes.length - 1 ? sizes[loop] / COLUMNS_A_LINE : sizes[loop];
    }

    private int[] bounds() {
        long elements = 1;
        for (int s : sizes) {
            elements *= s;
        }
        int grain = loopGrain();
        int pieces = Math.ceilDiv(sizes[cutLoop], grain);
        int wanted = wanted(elements);
        int tasks = mayCut(cutLoop) ? Math.clamp(Math.min(wanted, pieces), 1, MOST_TASKS) : 1;
        int[] b = new int[tasks + 1];
        for (int t = 1; t < tasks; t++) {
            b[t] = (int) ((long) pieces * t / tasks) * grain;
        }
        b[tasks] = sizes[cutLoop];
        return b;
    }

    private int wanted(long elements) {
        long effort = elements * (sizes[sizes.length - 1] < SHORT_ROW ? SHORT_ROWS_FACTOR : 1);
        int least = effort < TWO_TASKS_ELEMENTS ? 1 : 2;
        return Math.clamp(elements / ELEMENTS_A_TASK, least, MOST_TASKS);
    }

    private int loopGrain() {
        return cutLoop == sizes.length - 1 ? COLUMNS_A_LINE : 1;
    }

    private int tasks() {
        return bounds.length - 1;
    }

    @Override
    public List<Place> operands() {
        return plan.operands();
    }

    @Override
    public List<Place> written() {
        int inputs = plan.spec().inputs().size();
        return operands().subList(inputs, operands().size());
    }

    @Override
    public boolean isBundled() {
        return !isIdle();
    }

    @Override
    public void bind(long[] addresses) {
        System.arraycopy(addresses, 0, base, 0, base.length);
    }

    @Override
    public List<Phase> phases() {
        return isIdle() ? List.of() : List.of(Phase.of(tasks(), this::run));
    }

    // A loop of length 0 leaves nothing to do, but a reduction over nothing has a result.
    private boolean isIdle() {
        for (int loop = 0; loop < sizes.length; loop++) {
            if (sizes[loop] == 0 && mayCut(loop)) {
                return true;
            }
        }
        return false;
    }

    private void run(int task) {
        int from = bounds[task];
        int count = bounds[task + 1] - from;
        long[] at = current[task];
        for (int i = 0; i < at.length; i++) {
            at[i] = base[i] + from * strides[cutLoop][i];
        }
        int last = sizes.length - 1;
        int rows = cutLoop == last - 1 ? count : sizes[last - 1];
        int columns = cutLoop == last ? count : sizes[last];
        if (last == 1) {
            kernel.run(at, rowStrides, columnSteps, rows, columns);
            return;
        }
        outer(task, count, rows, columns);
    }

    // An odometer over the loops outside the kernel.
    private void outer(int task, int count, int rows, int columns) {
        long[] at = current[task];
        int[] counter = counters[task];
        java.util.Arrays.fill(counter, 0);
        int loop;
        do {
            kernel.run(at, rowStrides, columnSteps, rows, columns);
            loop = sizes.length - 3;
            while (loop >= 0) {
                int size = loop == cutLoop ? count : sizes[loop];
                counter[loop]++;
                move(at, strides[loop], 1);
                if (counter[loop] < size) {
                    break;
                }
                move(at, strides[loop], -size);
                counter[loop] = 0;
                loop--;
            }
        } while (loop >= 0);
    }

    private static void move(long[] at, long[] stride, long by) {
        for (int i = 0; i < at.length; i++) {
            at[i] += by * stride[i];
        }
    }

    @Override
    public String kind() {
        return "kernel";
    }

    @Override
    public String toString() {
        return "kernel " + plan.loops().sizes() + " in " + tasks() + " tasks: " + plan.spec();
    }
}

package io.jacquard.cpu.plan;

import io.jacquard.cpu.kernel.BoxCopy;
import io.jacquard.cpu.kernel.SliceGather;
import io.jacquard.cpu.kernel.SliceScatter;
import io.jacquard.cpu.team.Phase;
import io.jacquard.ir.DType;
import io.jacquard.ir.Indexing;
import io.jacquard.ir.Indexing.Update;
import io.jacquard.ir.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// An operation that reads or writes at computed positions.
final class IndexedItem implements Item {
    private static final int ELEMENTS_A_TASK = 16_384;
    private static final int MOST_TASKS = 32;
    // Parts of a slice shorter than this are not worth a task.
    private static final int LEAST_PART = 16;
    // An array with places for so many slices is cut into ranges: each task reads all positions
    // and whole slices, which lie far apart.
    private static final int MANY_PLACES = 64;
    private static final int MOST_RANGES = 8;

    private final String name;
    private final List<Place> operands;
    private final List<Step> steps;
    private long[] addresses = {};

    /// Work that is cut into tasks.
    private record Step(int tasks, Work work) {
        /// A step of one task.
        static Step of(Whole work) {
            return new Step(1, (a, _) -> work.run(a));
        }
    }

    /// What a task does at the addresses of the operands, inputs first.
    private interface Work {
        void run(long[] addresses, int task);
    }

    private interface Whole {
        void run(long[] addresses);
    }

    private IndexedItem(String name, List<Place> operands, List<Step> steps) {
        this.name = name;
        this.operands = operands;
        this.steps = steps;
    }

    /// True if a scatter has to be computed in a wider dtype: sums of 16-bit floats are rounded
    /// once.
    static boolean isNarrow(Indexing.Scatter op, TensorType array) {
        return op.updateComputation() != Update.SET
                && array.dtype().isFloat()
                && array.dtype().bytes() == 2;
    }

    static IndexedItem of(Unit.Single s) {
        List<Place> all = new ArrayList<>(s.operands());
        all.addAll(s.results());
        Indexing op = (Indexing) s.instruction().op();
        List<Step> steps =
                switch (op) {
                    case Indexing.DynamicSlice _ -> slice(all);
                    case Indexing.DynamicUpdateSlice _ -> update(all);
                    case Indexing.Gather g -> gather(g, all);
                    case Indexing.Scatter c -> scatter(c, all);
                };
        return new IndexedItem(op.name(), List.copyOf(all), steps);
    }

    private static List<Step> slice(List<Place> all) {
        int out = all.size() - 1;
        BoxCopy copy = copy(all.getFirst(), all.get(out), all.subList(1, out));
        return List.of(Step.of(a -> copy.out(a[0], Arrays.copyOfRange(a, 1, out), a[out])));
    }

    private static List<Step> update(List<Place> all) {
        int out = all.size() - 1;
        BoxCopy copy = copy(all.getFirst(), all.get(1), all.subList(2, out));
        return behindCopy(all, Step.of(a -> copy.in(a[1], Arrays.copyOfRange(a, 2, out), a[out])));
    }

    private static BoxCopy copy(Place array, Place box, List<Place> starts) {
        DType positions = starts.isEmpty() ? DType.I32 : starts.getFirst().dtype();
        return new BoxCopy(array.shape(), box.shape(), array.dtype().bytes(), positions);
    }

    // The first operand is copied to the result, which is changed then; unless both are one.
    private static List<Step> behindCopy(List<Place> all, Step change) {
        Place array = all.getFirst();
        return array.slot().home() == all.getLast().slot().home()
                ? List.of(change)
                : List.of(whole(array, all.size() - 1), change);
    }

    private static Step whole(Place array, int out) {
        long bytes = array.type().bytes();
        int tasks = tasks(array.shape().elements(), MOST_TASKS);
        return new Step(
                tasks,
                (a, t) -> {
                    long from = bytes * t / tasks;
                    long to = bytes * (t + 1) / tasks;
                    BoxCopy.whole(a[0] + from, a[out] + from, to - from);
                });
    }

    private static List<Step> gather(Indexing.Gather op, List<Place> all) {
        SliceGather gather = new SliceGather(op, all.get(0).type(), all.get(1).type());
        int count = gather.count();
        int tasks = tasks(all.getLast().shape().elements(), count);
        return List.of(
                new Step(
                        tasks,
                        (a, t) -> {
                            int from = cut(count, t, tasks);
                            gather.run(a[0], a[1], a[2], from, cut(count, t + 1, tasks));
                        }));
    }

    private static List<Step> scatter(Indexing.Scatter op, List<Place> all) {
        Place updates = all.get(2);
        SliceScatter scatter =
                new SliceScatter(op, all.getFirst().type(), all.get(1).type(), updates.shape());
        if (scatter.places() >= MANY_PLACES) {
            return behindCopy(all, inRanges(scatter, all));
        }
        int parts = scatter.parts();
        int tasks = tasks(updates.shape().elements(), parts / LEAST_PART);
        Step changes =
                new Step(
                        tasks,
                        (a, t) -> {
                            int from = cut(parts, t, tasks);
                            scatter.run(a[3], a[1], a[2], from, cut(parts, t + 1, tasks));
                        });
        return behindCopy(all, changes);
    }

    private static Step inRanges(SliceScatter scatter, List<Place> all) {
        int elements = all.getFirst().shape().elements();
        int tasks = tasks(all.get(2).shape().elements(), MOST_RANGES);
        return new Step(
                tasks,
                (a, t) -> {
                    int from = cut(elements, t, tasks);
                    scatter.own(a[3], a[1], a[2], from, cut(elements, t + 1, tasks));
                });
    }

    private static int tasks(int elements, int pieces) {
        int wanted = Math.min(MOST_TASKS, elements / ELEMENTS_A_TASK);
        return Math.max(1, Math.min(wanted, pieces));
    }

    private static int cut(int pieces, int task, int tasks) {
        return (int) ((long) pieces * task / tasks);
    }

    @Override
    public List<Place> operands() {
        return operands;
    }

    @Override
    public void bind(long[] where) {
        addresses = where.clone();
    }

    // Of the array itself only the elements at the positions are touched.
    @Override
    public long touchedBytes() {
        Place array = operands.getFirst();
        Place out = operands.getLast();
        List<Place> others = operands.subList(1, operands.size() - 1);
        long rest = others.stream().mapToLong(Place::touchedBytes).sum();
        if (steps.size() > 1) {
            return rest + array.touchedBytes() + out.touchedBytes();
        }
        boolean changes = array.slot().home() == out.slot().home();
        return rest + (changes ? 2 * others.getFirst().touchedBytes() : 2 * out.touchedBytes());
    }

    @Override
    public List<Phase> phases() {
        return steps.stream()
                .map(s -> Phase.of(s.tasks, task -> s.work.run(addresses, task)))
                .toList();
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

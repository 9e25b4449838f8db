package io.jacquard.cpu.plan;

import io.jacquard.cpu.kernel.BoxCopy;
import io.jacquard.cpu.team.Phase;
import io.jacquard.cpu.team.Turn;
import io.jacquard.ir.Control;
import io.jacquard.ir.IntList;
import io.jacquard.ir.TensorType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A loop or a choice, whose functions are plans of their own.
///
/// What a loop hands from step to step lies in two sets of buffers: a step reads one and writes the
/// other. The first step reads the operands, the last step of a scan writes the results. What a
/// step only changes in parts lies in the results from the beginning, where each step changes it;
/// what is an element of an output too is read from there.
final class ControlItem implements Item {
    private final Control op;
    private final List<Place> operands;
    private final int inputs;
    private final List<Routine> routines;
    private final IntList inPlace;
    private final Handed handed;
    private final Blocks blocks;
    private final long[][] buffers;
    private final long flag;
    private long[] addresses = {};

    /// @param operands where operands, then results lie, dense
    /// @param inputs number of operands
    /// @param routines the plans of the functions inside
    /// @param blocks takes what is handed from step to step
    ControlItem(
            Control op, List<Place> operands, int inputs, List<Routine> routines, Blocks blocks) {
        this.op = op;
        this.operands = operands;
        this.inputs = inputs;
        this.routines = routines;
        this.inPlace = IntList.of(InPlace.operands(op).toArray());
        this.handed = Handed.of(op);
        this.blocks = blocks;
        this.buffers = new long[][] {buffers(), buffers()};
        this.flag = blocks.allocate(1);
    }

    private int carries() {
        return switch (op) {
            case Control.While _ -> inputs;
            case Control.Scan s -> s.carries();
            case Control.Case _, Control.Rematerialize _, Control.CustomGradient _ -> 0;
        };
    }

    private long[] buffers() {
        long[] made = new long[carries()];
        for (int i = 0; i < made.length; i++) {
            boolean needs = !inPlace.contains(i) && !handed.isOutput(i);
            made[i] = blocks.allocate(needs ? type(i).bytes() : 0);
        }
        return made;
    }

    private TensorType type(int operand) {
        return operands.get(operand).type();
    }

    @Override
    public List<Place> operands() {
        return operands;
    }

    @Override
    public void bind(long[] newAddresses) {
        addresses = newAddresses.clone();
    }

    @Override
    public List<Phase> phases() {
        return List.of();
    }

    @Override
    public List<Consumer<Turn>> work() {
        return List.of(
                switch (op) {
                    case Control.While _ -> this::repeat;
                    case Control.Scan s -> turn -> scan(s, turn);
                    case Control.Case _ -> this::choose;
                    case Control.Rematerialize _, Control.CustomGradient _ -> this::call;
                });
    }

    private void call(Turn turn) {
        routines.getFirst().run(turn, slice(0, inputs), slice(inputs, addresses.length));
    }

    private void choose(Turn turn) {
        int index = segment(addresses[0], Integer.BYTES).get(ValueLayout.JAVA_INT, 0);
        int last = routines.size() - 1;
        Routine chosen = routines.get(index < 0 || index > last ? last : index);
        chosen.run(turn, slice(1, inputs), slice(inputs, addresses.length));
    }

    private void repeat(Turn turn) {
        long[] state = begin();
        long[] holds = {flag};
        for (int step = 0; ; step++) {
            routines.getFirst().run(turn, state, holds);
            if (segment(flag, 1).get(ValueLayout.JAVA_BYTE, 0) == 0) {
                break;
            }
            long[] next = next(step);
            routines.getLast().run(turn, state, next);
            state = next;
        }
        copy(state);
    }

    private void scan(Control.Scan scan, Turn turn) {
        int carries = scan.carries();
        int outputs = addresses.length - inputs - carries;
        long[] arguments = begin();
        long[] results = new long[carries + outputs];
        for (int step = 0; step < scan.length(); step++) {
            int at = scan.reverse() ? scan.length() - 1 - step : step;
            for (int i = carries; i < carries + scan.sequences(); i++) {
                arguments[i] = element(i, at, scan.length());
            }
            boolean last = step == scan.length() - 1;
            long[] next = last ? slice(inputs, inputs + carries) : next(step);
            System.arraycopy(next, 0, results, 0, carries);
            for (int i = carries; i < results.length; i++) {
                results[i] = element(inputs + i, at, scan.length());
            }
            for (int i = 0; i < carries; i++) {
                results[i] = handed.isOutput(i) ? results[handed.output(i)] : results[i];
            }
            routines.getFirst().run(turn, arguments, handed.written(results));
            System.arraycopy(results, 0, arguments, 0, carries);
        }
        for (int i = 0; i < carries; i++) {
            if (scan.length() == 0 || handed.isOutput(i)) {
                copy(i, arguments[i]);
            }
        }
    }

    // The operands of the first step: those that are changed in place are the results already.
    private long[] begin() {
        long[] state = slice(0, inputs);
        for (int i : inPlace.toArray()) {
            copy(i, state[i]);
            state[i] = addresses[inputs + i];
        }
        return state;
    }

    // Where a step writes what it hands on.
    private long[] next(int step) {
        long[] next = buffers[step % 2].clone();
        for (int i : inPlace.toArray()) {
            next[i] = addresses[inputs + i];
        }
        return next;
    }

    private long element(int operand, int at, int length) {
        return addresses[operand] + type(operand).bytes() / length * at;
    }

    // The state becomes the first results.
    private void copy(long[] state) {
        for (int i = 0; i < state.length; i++) {
            copy(i, state[i]);
        }
    }

    private void copy(int carry, long from) {
        BoxCopy.whole(from, addresses[inputs + carry], type(carry).bytes());
    }

    private long[] slice(int from, int to) {
        long[] some = new long[to - from];
        System.arraycopy(addresses, from, some, 0, some.length);
        return some;
    }

    @SuppressWarnings("restricted")
    private static MemorySegment segment(long address, long bytes) {
        return MemorySegment.ofAddress(address).reinterpret(bytes);
    }

    @Override
    public String kind() {
        return "control";
    }

    @Override
    public List<Routine> routines() {
        return routines;
    }

    @Override
    public void check(Object named) {
        blocks.check(named);
    }

    // What its functions read and write counts there.
    @Override
    public long touchedBytes() {
        return 0;
    }

    @Override
    public List<String> kinds() {
        List<String> all = new ArrayList<>(List.of(kind()));
        routines.forEach(r -> r.plan().items().forEach(i -> all.addAll(i.kinds())));
        return all;
    }

    @Override
    public long ownBytes() {
        return blocks.bytes() + routines.stream().mapToLong(Routine::bytes).sum();
    }

    @Override
    public void close() {
        routines.forEach(Routine::close);
        blocks.close();
    }

    @Override
    public String toString() {
        StringBuilder s = new StringBuilder(op.name());
        for (Routine r : routines) {
            r.plan().items().forEach(i -> s.append("\n  ").append(i.toString().indent(2).strip()));
        }
        return s.toString();
    }
}

package io.jacquard.cpu.onednn;

import io.jacquard.cpu.team.Phase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The calls an operation is made of, phase by phase, with everything native they need.
final class Program implements AutoCloseable {
    private static final long ALIGNMENT = 64;
    private static final int IN_ORDER = 1;

    private final String operation;
    private final List<String> operands;
    private final Handles owner = new Handles();
    private final List<List<Task>> preparations = new ArrayList<>();
    private final List<List<Task>> phases = new ArrayList<>();
    private final Set<String> implementations = new TreeSet<>();
    private final List<Long> streams = new ArrayList<>();
    private long[] bound;
    private final long[] reserved;
    private long prepared;

    /// Calls that run one after the other.
    record Task(List<Call> calls) {
        Task {
            calls = List.copyOf(calls);
        }

        static Task of(Call call) {
            return new Task(List.of(call));
        }
    }

    /// Begins a program.
    ///
    /// @param operands names of the operands in the order of their slots; the last is the scratch
    Program(String operation, List<String> operands) {
        this.operation = operation;
        this.operands = List.copyOf(operands);
        this.bound = new long[operands.size() + 1];
        this.reserved = new long[operands.size() + 1];
    }

    Handles owner() {
        return owner;
    }

    List<String> operands() {
        return operands;
    }

    /// Returns the slot of an operand.
    int slot(String operand) {
        return operands.indexOf(operand);
    }

    /// Sets scratch memory aside.
    ///
    /// @return where it begins in the scratch operand, in bytes
    long reserve(long bytes) {
        return reserve(scratch(), bytes);
    }

    /// Sets memory aside in an operand whose size this program decides.
    ///
    /// @return where it begins in the operand, in bytes
    long reserve(int slot, long bytes) {
        long start = reserved[slot];
        reserved[slot] += Math.ceilDiv(bytes, ALIGNMENT) * ALIGNMENT;
        return start;
    }

    /// The slot of what preparations write: memory of its own, or the end of the scratch.
    int prepared() {
        return operands.size();
    }

    /// Returns the bytes that preparations write.
    long preparedBytes() {
        return reserved[prepared()];
    }

    /// Sets where preparations write. From here on they are not among the phases.
    void prepareAt(long address) {
        prepared = address;
    }

    /// Returns the bytes of scratch memory that the phases need.
    long scratchBytes() {
        return reserved[scratch()] + (prepared == 0 ? preparedBytes() : 0);
    }

    private int scratch() {
        return operands.size() - 1;
    }

    /// Returns the bytes set aside in an operand, 0 if there is no such operand.
    long reservedBytes(String operand) {
        int slot = slot(operand);
        return slot < 0 ? 0 : reserved[slot];
    }

    /// Makes a call with scratch memory of its own.
    Call call(PrimitiveDesc desc, long primitive, List<Call.Operand> arguments) {
        implementations.add(desc.implementation());
        var all = new ArrayList<>(arguments);
        long offset = reserve(desc.scratchBytes());
        all.add(new Call.Operand(Argument.SCRATCHPAD, desc.scratch(), scratch(), offset));
        return new Call(owner, desc, primitive, all);
    }

    /// Adds a phase after those added before.
    void phase(List<Task> tasks) {
        phases.add(onStreams(tasks));
    }

    /// Adds a phase before all others, which need not be run again while the operands that it reads
    /// stay the same.
    void prepare(List<Task> tasks) {
        preparations.add(onStreams(tasks));
    }

    private List<Task> onStreams(List<Task> tasks) {
        for (int t = 0; t < tasks.size(); t++) {
            for (Call call : tasks.get(t).calls()) {
                call.on(stream(t));
            }
        }
        return List.copyOf(tasks);
    }

    // Tasks of one phase may run at the same time, so each has a stream.
    private long stream(int task) {
        if (task == streams.size()) {
            streams.add(
                    owner.create(
                            () -> "create a stream",
                            Dnnl.STREAM_DESTROY,
                            cell ->
                                    (int)
                                            Dnnl.STREAM_CREATE.invokeExact(
                                                    cell, Engine.HANDLE, IN_ORDER)));
        }
        return streams.get(task);
    }

    /// Points all calls to their operands. Costs nothing where an address is what it was before.
    void bind(long[] addresses) {
        check(addresses);
        long[] all = Arrays.copyOf(addresses, addresses.length + 1);
        all[prepared()] = prepared == 0 ? all[scratch()] + reserved[scratch()] : prepared;
        if (Arrays.equals(all, bound)) {
            return;
        }
        bind(preparations, all);
        bind(phases, all);
        bound = all;
    }

    private void bind(List<List<Task>> some, long[] addresses) {
        for (List<Task> tasks : some) {
            for (Task task : tasks) {
                for (Call call : task.calls()) {
                    call.bind(addresses, bound);
                }
            }
        }
    }

    private void check(long[] addresses) {
        if (addresses.length != operands.size()) {
            throw new IllegalArgumentException(
                    "[%s] %d addresses expected, for %s; got %d"
                            .formatted(operation, operands.size(), operands, addresses.length));
        }
        int needed = scratchBytes() == 0 ? addresses.length - 1 : addresses.length;
        for (int i = 0; i < needed; i++) {
            if (addresses[i] == 0) {
                throw new IllegalArgumentException(
                        "[%s] no address given for %s".formatted(operation, operands.get(i)));
            }
        }
    }

    /// Returns the phases, the preparations first unless these have memory of their own.
    List<Phase> phases() {
        List<Phase> all = new ArrayList<>(prepared == 0 ? preparations() : List.of());
        phases.forEach(tasks -> all.add(phaseOf(tasks)));
        return List.copyOf(all);
    }

    List<Phase> preparations() {
        return preparations.stream().map(Program::phaseOf).toList();
    }

    private static Phase phaseOf(List<Task> tasks) {
        Call[][] calls =
                tasks.stream().map(t -> t.calls().toArray(Call[]::new)).toArray(Call[][]::new);
        return Phase.of(
                calls.length,
                task -> {
                    for (Call call : calls[task]) {
                        call.run();
                    }
                });
    }

    Set<String> implementations() {
        return Set.copyOf(implementations);
    }

    @Override
    public void close() {
        owner.close();
    }
}

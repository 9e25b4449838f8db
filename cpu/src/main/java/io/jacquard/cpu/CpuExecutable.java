package io.jacquard.cpu;

import io.jacquard.cpu.plan.Checks;
import io.jacquard.cpu.plan.Item;
import io.jacquard.cpu.plan.Plan;
import io.jacquard.cpu.plan.Routine;
import io.jacquard.cpu.plan.SixteenBits;
import io.jacquard.cpu.team.Turn;
import io.jacquard.ir.Function;
import io.jacquard.ir.TensorType;
import io.jacquard.runtime.Buffer;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.CompileReport;
import io.jacquard.runtime.Executable;
import io.jacquard.runtime.Profile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/// A planned function with its memory. One run at a time; callers wait for each other.
final class CpuExecutable implements Executable {
    private final CpuDevice device;
    private final List<TensorType> parameters;
    private final List<TensorType> results;
    private final List<CompileOptions.Alias> aliases;
    private final Routine routine;
    private final CompileReport report;
    private final ReentrantLock lock = new ReentrantLock();
    private final long[] argumentAddresses;
    private final long[] resultAddresses;
    private final int[] kept;
    private final long[] versions;
    private final List<CpuBuffer> running = new ArrayList<>();
    private boolean closed;

    CpuExecutable(CpuDevice device, Function function, CompileOptions options) {
        long start = System.nanoTime();
        this.device = device;
        this.parameters = function.parameters().stream().map(p -> p.type()).toList();
        this.results = function.resultTypes();
        this.aliases = options.aliases();
        Set<Integer> donated = new HashSet<>();
        aliases.forEach(a -> donated.add(a.parameter()));
        this.routine =
                Routine.of(
                        function, options, device.kernels(), checks(), i -> !donated.contains(i));
        this.argumentAddresses = new long[parameters.size()];
        this.resultAddresses = new long[results.size()];
        this.kept = routine.kept().toArray();
        this.versions = new long[kept.length];
        Plan plan = routine.plan();
        Map<String, Integer> kinds = new TreeMap<>();
        plan.items().forEach(i -> i.kinds().forEach(k -> kinds.merge(k, 1, Integer::sum)));
        this.report =
                new CompileReport(
                        device.name(),
                        Duration.ofNanos(System.nanoTime() - start),
                        function.instructions().size(),
                        kinds,
                        plan.arenaBytes(),
                        routine.bytes(),
                        notes(function, plan),
                        routine.parts());
        device.hold(routine.bytes());
    }

    private List<String> notes(Function function, Plan plan) {
        List<String> notes = new ArrayList<>(device.interpreted().notes(plan.interpreted()));
        notes.addAll(SixteenBits.notes(function));
        return notes;
    }

    private Checks checks() {
        return device.isGuarded()
                ? Checks.canaries(item -> running.forEach(b -> b.check(item)))
                : Checks.NONE;
    }

    @Override
    public void run(List<Buffer> arguments, List<Buffer> results) {
        lock.lock();
        try {
            check(arguments, results);
            try (Turn turn = device.team().turn()) {
                routine.run(turn, argumentAddresses, resultAddresses);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Profile profile(List<Buffer> arguments, List<Buffer> results) {
        lock.lock();
        try {
            check(arguments, results);
            try (Turn turn = device.team().turn()) {
                return routine.profile(turn, argumentAddresses, resultAddresses);
            }
        } finally {
            lock.unlock();
        }
    }

    private void check(List<Buffer> arguments, List<Buffer> results) {
        if (closed) {
            throw new IllegalStateException("the executable is closed");
        }
        addresses(arguments, parameters, argumentAddresses, "argument");
        addresses(results, this.results, resultAddresses, "result");
        checkAliases();
        changes(arguments, results);
        if (device.isGuarded()) {
            guard(arguments, results);
        }
    }

    private void changes(List<Buffer> arguments, List<Buffer> results) {
        for (int i = 0; i < kept.length; i++) {
            long version = ((CpuBuffer) arguments.get(kept[i])).version();
            if (version != versions[i]) {
                versions[i] = version;
                routine.changed(kept[i]);
            }
        }
        results.forEach(b -> ((CpuBuffer) b).change());
    }

    // The buffers of results that are no arguments look unwritten.
    private void guard(List<Buffer> arguments, List<Buffer> results) {
        running.clear();
        arguments.forEach(b -> running.add((CpuBuffer) b));
        results.stream()
                .filter(b -> !arguments.contains(b))
                .forEach(b -> {
                    running.add((CpuBuffer) b);
                    ((CpuBuffer) b).clear();
                });
    }

    private static void addresses(
            List<Buffer> buffers, List<TensorType> types, long[] into, String what) {
        if (buffers.size() != types.size()) {
            throw new IllegalArgumentException(
                    "%d %ss expected, got %d".formatted(types.size(), what, buffers.size()));
        }
        for (int i = 0; i < into.length; i++) {
            Buffer b = buffers.get(i);
            if (!(b instanceof CpuBuffer c) || !c.type().equals(types.get(i))) {
                throw new IllegalArgumentException(
                        "%s %d is %s; expected %s on the device cpu"
                                .formatted(what, i, b.type(), types.get(i)));
            }
            into[i] = c.address();
        }
    }

    private void checkAliases() {
        for (int i = 0; i < aliases.size(); i++) {
            CompileOptions.Alias a = aliases.get(i);
            if (argumentAddresses[a.parameter()] != resultAddresses[a.result()]) {
                throw new IllegalArgumentException(
                        "argument %d is donated to result %d; pass one buffer at both places"
                                .formatted(a.parameter(), a.result()));
            }
        }
    }

    /// The items that run, one a line.
    @Override
    public String toString() {
        return routine.plan().items().stream()
                .map(Item::toString)
                .collect(Collectors.joining("\n"));
    }

    @Override
    public CompileReport report() {
        return report;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                routine.close();
                device.release(this, routine.bytes());
            }
        } finally {
            lock.unlock();
        }
    }
}

package io.jacquard.cpu.plan;

import io.jacquard.cpu.kernel.KernelCache;
import io.jacquard.cpu.team.Turn;
import io.jacquard.ir.Function;
import io.jacquard.ir.IntList;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.Profile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/// A plan with its memory, ready to run. One run at a time.
public final class Routine implements AutoCloseable {
    private final Plan plan;
    private final Memory memory;
    private final Stopwatch watch;
    private final Map<Integer, List<Item>> keepers;
    private final List<Consumer<Turn>> plain = new ArrayList<>();
    private List<Consumer<Turn>> work = plain;
    private List<Gauge> gauges = List.of();

    private Routine(Plan plan, Checks checks, Stopwatch watch, Map<Integer, List<Item>> keepers) {
        this.plan = plan;
        this.keepers = keepers;
        this.watch = watch;
        this.memory = new Memory(plan, checks);
        if (checks.isOn()) {
            Sentinel sentinel = new Sentinel(plan, memory, checks);
            for (int i = 0; i < plan.items().size(); i++) {
                plain.add(sentinel.guarded(i));
            }
        } else {
            plan.items().forEach(item -> plain.addAll(item.work()));
        }
    }

    /// A plan made ready.
    static Routine of(Plan plan, Checks checks) {
        return new Routine(plan, checks, new Stopwatch(), Map.of());
    }

    /// Plans a function and allocates its memory.
    ///
    /// @param function the function
    /// @param options which arguments are donated
    /// @param kernels where generated kernels are kept
    /// @param checks whether memory is guarded
    public static Routine of(
            Function function, CompileOptions options, KernelCache kernels, Checks checks) {
        return of(function, options, kernels, checks, _ -> false);
    }

    /// Plans a function and allocates its memory.
    ///
    /// @param function the function
    /// @param options which arguments are donated
    /// @param kernels where generated kernels are kept
    /// @param checks whether memory is guarded
    /// @param steady the arguments that may stay the same from run to run; where something is
    ///   {@link #kept} of one, the caller says when it has {@link #changed}
    public static Routine of(
            Function function,
            CompileOptions options,
            KernelCache kernels,
            Checks checks,
            IntPredicate steady) {
        Stopwatch watch = new Stopwatch();
        Plan plan = Plan.of(function, options, kernels, checks, watch);
        return watch.time(
                "memory",
                () -> {
                    Map<Integer, List<Item>> keepers = keepers(plan, checks, steady);
                    return new Routine(plan, checks, watch, keepers);
                });
    }

    private static Map<Integer, List<Item>> keepers(Plan plan, Checks checks, IntPredicate steady) {
        Map<Integer, List<Item>> keepers = new TreeMap<>();
        for (Item item : plan.items()) {
            item.keep(steady, checks)
                    .ifPresent(a -> keepers.computeIfAbsent(a, _ -> new ArrayList<>()).add(item));
        }
        return keepers;
    }

    /// The arguments of which something is kept from run to run.
    public IntList kept() {
        return IntList.of(keepers.keySet().stream().mapToInt(a -> a).toArray());
    }

    /// Says that an argument is not what it was in the last run.
    ///
    /// @param argument one of which something is kept
    public void changed(int argument) {
        keepers.getOrDefault(argument, List.of()).forEach(Item::changed);
    }

    /// Time that each part of planning took, in the order in which they began.
    public Map<String, Duration> parts() {
        return watch.parts();
    }

    /// What runs.
    public Plan plan() {
        return plan;
    }

    /// Bytes of memory, those of plans inside too.
    public long bytes() {
        return memory.bytes() + plan.items().stream().mapToLong(Item::ownBytes).sum();
    }

    /// Runs the function.
    ///
    /// @param turn who runs it
    /// @param arguments address of each argument
    /// @param results address of each result
    public void run(Turn turn, long[] arguments, long[] results) {
        memory.bind(arguments, results);
        for (Consumer<Turn> step : work) {
            step.accept(turn);
        }
    }

    /// Runs the function and measures each item, those inside loops too.
    ///
    /// @param turn who runs it
    /// @param arguments address of each argument
    /// @param results address of each result
    public Profile profile(Turn turn, long[] arguments, long[] results) {
        measure();
        try {
            long start = System.nanoTime();
            run(turn, arguments, results);
            long nanos = System.nanoTime() - start;
            return new Profile(
                    turn.threads(),
                    nanos,
                    gauges.stream().flatMap(g -> g.items().stream()).toList());
        } finally {
            stopMeasuring();
        }
    }

    List<Gauge> gauges() {
        return gauges;
    }

    private void measure() {
        List<Gauge> all = new ArrayList<>();
        for (int i = 0; i < plan.items().size(); i++) {
            plan.items().get(i).routines().forEach(Routine::measure);
            all.add(new Gauge(plan.items().get(i), plan.works().get(i)));
        }
        gauges = all;
        work = all.stream().<Consumer<Turn>>map(g -> g::run).toList();
    }

    private void stopMeasuring() {
        plan.items().forEach(i -> i.routines().forEach(Routine::stopMeasuring));
        gauges = List.of();
        work = plain;
    }

    @Override
    public void close() {
        plan.items().forEach(Item::close);
        memory.close();
    }
}

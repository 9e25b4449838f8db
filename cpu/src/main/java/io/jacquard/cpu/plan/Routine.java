package io.jacquard.cpu.plan;

import io.jacquard.cpu.kernel.KernelCache;
import io.jacquard.cpu.team.Turn;
import io.jacquard.ir.Function;
import io.jacquard.runtime.CompileOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// A plan with its memory, ready to run. One run at a time.
public final class Routine implements AutoCloseable {
    private final Plan plan;
    private final Memory memory;
    private final Stopwatch watch;
    private final List<Consumer<Turn>> work = new ArrayList<>();

    private Routine(Plan plan, Stopwatch watch) {
        this.plan = plan;
        this.watch = watch;
        this.memory = new Memory(plan);
        plan.items().forEach(item -> work.addAll(item.work()));
    }

    /// Plans a function and allocates its memory.
    ///
    /// @param function the function
    /// @param options which arguments are donated
    /// @param kernels where generated kernels are kept
    public static Routine of(Function function, CompileOptions options, KernelCache kernels) {
        Stopwatch watch = new Stopwatch();
        Plan plan = Plan.of(function, options, kernels, watch);
        return watch.time("memory", () -> new Routine(plan, watch));
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

    @Override
    public void close() {
        plan.items().forEach(Item::close);
        memory.close();
    }
}

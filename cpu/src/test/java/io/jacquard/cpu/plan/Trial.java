package io.jacquard.cpu.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.cpu.kernel.KernelCache;
import io.jacquard.cpu.team.Team;
import io.jacquard.cpu.team.Turn;
import io.jacquard.ir.Function;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.runtime.CompileOptions;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// A function with memory, kernels and threads of its own. All memory is guarded.
final class Trial implements AutoCloseable {
    private final Arena arena = Arena.ofConfined();
    private final KernelCache kernels = new KernelCache(256);
    private final List<Literal> results = new ArrayList<>();
    private final List<Literal> arguments = new ArrayList<>();
    private final List<String> checked = new ArrayList<>();
    private final Team team;
    private final Routine routine;

    Trial(Function f, int threads, List<Literal> given) {
        this.team = new Team(threads);
        Checks checks = Checks.canaries(item -> checked.add(item.toString()));
        this.routine = Routine.of(f, CompileOptions.standard(), kernels, checks);
        for (Literal x : given) {
            Literal own = allocated(x.type());
            own.segment().copyFrom(x.segment());
            arguments.add(own);
        }
        f.resultTypes().forEach(t -> results.add(allocated(t)));
    }

    private Literal allocated(TensorType type) {
        return Literal.of(type, arena.allocate(Math.max(1, type.bytes()), 64));
    }

    List<Literal> run() {
        results.forEach(r -> r.segment().fill((byte) 0x7f));
        try (Turn turn = team.turn()) {
            routine.run(turn, addresses(arguments), addresses(results));
        }
        return results;
    }

    private static long[] addresses(List<Literal> all) {
        return all.stream().map(Literal::segment).mapToLong(MemorySegment::address).toArray();
    }

    /// Asserts that the memory around every item was looked at.
    void check() {
        assertThat(checked).isNotEmpty();
    }

    void warm() throws InterruptedException {
        kernels.awaitWarm();
    }

    /// Bytes of memory that the function holds.
    long bytes() {
        return routine.bytes();
    }

    @Override
    public void close() {
        routine.close();
        team.close();
        arena.close();
    }
}

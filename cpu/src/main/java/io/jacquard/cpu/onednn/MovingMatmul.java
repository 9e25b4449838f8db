package io.jacquard.cpu.onednn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// A matrix product for loops: its operands lie elsewhere each time it runs.
///
/// It is one primitive that is not cut. There are several places to run it; those run at the same
/// time, each place on one thread.
public final class MovingMatmul implements AutoCloseable {
    private final Program program;
    private final List<Call> calls = new ArrayList<>();
    private final long[][] before;

    /// Creates the primitive.
    ///
    /// @param spec what is multiplied, without bias and binary post-ops
    /// @param places how many threads may run it at the same time, at least 1
    /// @throws OnednnException if oneDNN cannot do it
    public MovingMatmul(Matmul.Spec spec, int places) {
        List<String> operands = List.of("a", "b", "c", "scratch");
        this.program = new Program("matmul", operands);
        this.before = new long[places][operands.size()];
        try {
            var cell = new MatmulSlicing.Cell(batch(spec), rows(spec), columns(spec));
            var primitive = new MatmulPrimitive(program.owner(), spec, cell);
            for (int i = 0; i < places; i++) {
                calls.add(primitive.call(program, cell));
            }
            program.phase(calls.stream().map(Program.Task::of).toList());
        } catch (RuntimeException e) {
            program.close();
            throw e;
        }
    }

    private static Block batch(Matmul.Spec spec) {
        boolean single = spec.c().rank() == 2;
        return new Block(0, single ? 1 : spec.c().sizes().get(MatmulSlicing.batchAxis(spec.c())));
    }

    private static Block rows(Matmul.Spec spec) {
        return new Block(0, spec.m());
    }

    private static Block columns(Matmul.Spec spec) {
        return new Block(0, spec.n());
    }

    /// Returns how many bytes of scratch memory all places need together.
    public long scratchBytes() {
        return program.reservedBytes("scratch");
    }

    /// Multiplies.
    ///
    /// @param place from 0; no two threads may use the same at the same time
    /// @param addresses of the left operand, the right one, the result, and the scratch memory of
    ///   all places
    public void run(int place, long... addresses) {
        long[] last = before[place];
        if (!Arrays.equals(last, addresses)) {
            calls.get(place).bind(addresses, last);
            System.arraycopy(addresses, 0, last, 0, last.length);
        }
        calls.get(place).run();
    }

    /// Returns the name of oneDNN's implementation.
    public Set<String> implementations() {
        return program.implementations();
    }

    /// Frees all native objects. It may not be running.
    @Override
    public void close() {
        program.close();
    }
}

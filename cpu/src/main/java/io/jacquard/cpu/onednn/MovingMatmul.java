package io.jacquard.cpu.onednn;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A matrix product for loops: its operands lie elsewhere each time it runs.
///
/// It is one primitive that is not cut. Several threads may run it at the same time, each on a lane
/// of its own.
public final class MovingMatmul implements AutoCloseable {
    private static final List<String> OPERANDS = List.of("a", "b", "c", "scratch");

    private final Handles owner = new Handles();
    private final Matmul.Spec spec;
    private final MatmulSlicing.Cell all;
    private final MatmulPrimitive primitive;
    private final @Nullable Lane[] lanes;

    /// Creates the primitive.
    ///
    /// @param spec what is multiplied, without bias and binary post-ops
    /// @param lanes how many runs may go on at the same time, at least 1
    /// @throws OnednnException if oneDNN cannot do it
    public MovingMatmul(Matmul.Spec spec, int lanes) {
        boolean single = spec.c().rank() == 2;
        long batch = single ? 1 : spec.c().sizes().get(MatmulSlicing.batchAxis(spec.c()));
        this.spec = spec;
        this.all =
                new MatmulSlicing.Cell(
                        new Block(0, batch), new Block(0, spec.m()), new Block(0, spec.n()));
        this.lanes = new Lane[lanes];
        try {
            this.primitive = new MatmulPrimitive(owner, spec, all);
        } catch (RuntimeException e) {
            owner.close();
            throw e;
        }
    }

    /// Bytes of scratch memory of a run.
    public long scratchBytes() {
        return primitive.scratchBytes();
    }

    /// Name of oneDNN's implementation that was chosen.
    public String implementation() {
        return primitive.implementation();
    }

    /// Multiplies.
    ///
    /// @param lane from 0 to the number of lanes, one thread at a time
    /// @param a address of the left operand
    /// @param b address of the right operand
    /// @param c address of the result
    /// @param scratch address of scratch memory, a multiple of 64
    public void run(int lane, long a, long b, long c, long scratch) {
        Lane l = lanes[lane];
        if (l == null) {
            l = new Lane();
            lanes[lane] = l;
        }
        l.run(a, b, c, scratch);
    }

    /// Frees all native objects. Nothing may be running.
    @Override
    public void close() {
        for (Lane l : lanes) {
            if (l != null) {
                l.program.close();
            }
        }
        owner.close();
    }

    @Override
    public String toString() {
        return "MovingMatmul[" + spec + "]";
    }

    private final class Lane {
        private final Program program = new Program("matmul", OPERANDS);
        private final Call call = primitive.call(program, all);
        private long[] now = new long[OPERANDS.size()];
        private long[] before = new long[OPERANDS.size()];

        Lane() {
            program.phase(List.of(Program.Task.of(call)));
        }

        void run(long a, long b, long c, long scratch) {
            now[0] = a;
            now[1] = b;
            now[2] = c;
            now[3] = scratch;
            call.bind(now, before);
            long[] last = before;
            before = now;
            now = last;
            call.run();
        }
    }
}

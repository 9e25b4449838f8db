package io.jacquard.cpu.onednn;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// `C = A B` or `C += A B` of small matrices of f32 that lie elsewhere in every run.
///
/// Any number of threads may run it at the same time, each on a lane of its own.
public final class TileProduct implements AutoCloseable {
    private static final List<String> OPERANDS = List.of("a", "b", "c", "scratch");

    private final Handles owner = new Handles();
    private final Matmul.Spec spec;
    private final MatmulSlicing.Cell all;
    private final MatmulPrimitive primitive;
    private final @Nullable Lane[] lanes;

    /// Creates the primitive.
    ///
    /// @param a the left matrix
    /// @param b the right matrix
    /// @param row elements from one row of `C` to the next
    /// @param adds whether the product is added to what `C` holds
    /// @param lanes how many runs may go on at the same time
    /// @throws OnednnException if oneDNN cannot do it
    public TileProduct(View a, View b, long row, boolean adds, int lanes) {
        long m = a.last(1);
        long n = b.last(0);
        View c = new View(List.of(m, n), List.of(Math.max(row, n), 1L));
        List<PostOp> postOps = adds ? List.of(new PostOp.Sum(1)) : List.of();
        this.spec = new Matmul.Spec(a, b, c, Bias.ABSENT, postOps);
        this.all = new MatmulSlicing.Cell(new Block(0, 1), new Block(0, m), new Block(0, n));
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
    /// @param a address of the left matrix
    /// @param b address of the right matrix
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

    /// Nothing may be running.
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
        return "TileProduct[" + spec + "]";
    }

    private final class Lane {
        private final Program program = new Program("tile", OPERANDS);
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

package io.jacquard.cpu.kernel;

import java.util.Optional;
import java.util.function.Supplier;

/// A kernel that runs its scalar body until its vector body is compiled.
///
/// Vectors that the JIT compiler has not yet optimized are boxed, operation by operation, and a
/// thousand times slower; the scalar body gives the same bits meanwhile. The vector body is asked
/// for once the scalar one has done some work, so that the heaviest kernels of a program come first
/// and those of a single call never.
final class WarmingKernel implements Kernel {
    /// Primitive instructions times elements: a few milliseconds of optimized scalar code.
    private static final long WORTH_WARMING = 5_000_000;

    private final Program program;
    private final Supplier<Optional<Kernel>> vectors;
    private final int weight;
    private volatile Kernel body;
    private volatile boolean asked;
    private long work;

    WarmingKernel(Program program, Kernel scalar, Supplier<Optional<Kernel>> vectors) {
        this.program = program;
        this.body = scalar;
        this.vectors = vectors;
        this.weight = program.weight();
    }

    @Override
    public void run(
            long[] addresses, long[] rowStrides, long[] columnSteps, int rows, int columns) {
        if (!asked) {
            // Threads may lose each other's counts; the sum need not be exact.
            work += (long) rows * columns * weight;
            if (work > WORTH_WARMING) {
                ask();
            }
        }
        body.run(addresses, rowStrides, columnSteps, rows, columns);
    }

    /// Asks for the vector body, if that has not been done.
    synchronized void ask() {
        if (!asked) {
            asked = true;
            WarmUp.add(this);
        }
    }

    /// Warms the vector body and swaps it in; called by the warming thread.
    void warm() throws InterruptedException {
        Optional<Kernel> fast = vectors.get();
        if (fast.isPresent() && Warmer.warm(program, fast.get())) {
            body = fast.get();
        }
    }
}

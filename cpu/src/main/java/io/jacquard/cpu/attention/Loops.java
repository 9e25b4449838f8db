package io.jacquard.cpu.attention;

import io.jacquard.cpu.kernel.Kernel;
import io.jacquard.cpu.kernel.KernelCache;
import io.jacquard.cpu.kernel.KernelSpec;

/// A kernel with the strides of its operands.
final class Loops {
    private static final long[] NONE = {};

    private final Kernel kernel;
    private final long[] rowStrides;

    private Loops(Kernel kernel, long[] rowStrides) {
        this.kernel = kernel;
        this.rowStrides = rowStrides;
    }

    /// @param rowStrides bytes from one row to the next for each operand
    static Loops of(KernelCache cache, KernelSpec spec, long... rowStrides) {
        return new Loops(cache.kernel(spec), rowStrides);
    }

    /// Runs it.
    ///
    /// @param addresses those of its operands
    void run(long[] addresses, int rows, int columns) {
        kernel.run(addresses, rowStrides, NONE, rows, columns);
    }
}

package io.jacquard.cpu.kernel;

import java.util.Optional;
import java.util.function.Supplier;

/// A kernel that works element by element in small calls and on tiles in others. Both give the same
/// bits; tiles cost some copies, and elements are not vectorized by the JIT compiler.
final class SizedKernel implements Kernel {
    /// Elements from which on tiles are faster, where a tile takes several rows.
    private static final long LARGE = 256;

    /// Columns from which on tiles are faster, where rows are reduced one by one.
    private static final int LONG = 48;

    private final Kernel elements;
    private final Supplier<Optional<Kernel>> made;
    private final boolean rowByRow;
    private volatile Kernel tiles;

    /// @param elements works element by element
    /// @param tiles makes what works on tiles when it is first needed
    SizedKernel(Program program, Kernel elements, Supplier<Optional<Kernel>> tiles) {
        this.elements = elements;
        this.made = tiles;
        Schedule schedule = new Schedule(program);
        this.rowByRow = program.axis() == Axis.COLUMNS && !schedule.reductions(1).isEmpty();
        this.tiles = this;
    }

    @Override
    public void run(
            long[] addresses, long[] rowStrides, long[] columnSteps, int rows, int columns) {
        Kernel body = elements;
        if ((long) rows * columns >= LARGE && (!rowByRow || columns >= LONG)) {
            body = tiles == this ? make() : tiles;
        }
        body.run(addresses, rowStrides, columnSteps, rows, columns);
    }

    private synchronized Kernel make() {
        if (tiles == this) {
            tiles = made.get().orElse(elements);
        }
        return tiles;
    }
}

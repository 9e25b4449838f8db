package io.jacquard.cpu.attention;

import io.jacquard.cpu.kernel.KernelCache;
import io.jacquard.cpu.kernel.Memory;
import java.util.Optional;

/// Drops shares of tiles, the same for the same key in the attention and in its gradient.
final class Dropout {
    private final Loops loops;
    private final int keys;

    /// A tile.
    ///
    /// @param address of its first element
    /// @param row number of its first query among those of all heads
    /// @param key its first key
    /// @param rows its queries
    /// @param columns its keys
    record Tile(long address, long row, int key, int rows, int columns) {}

    /// The dropout of an attention, if it has one.
    ///
    /// @param line elements from one row of a tile to the next
    static Optional<Dropout> of(KernelCache cache, Problem problem, int line) {
        return problem.op().drops()
                ? Optional.of(new Dropout(cache, problem, line))
                : Optional.empty();
    }

    private Dropout(KernelCache cache, Problem problem, int line) {
        long row = 4L * line;
        this.keys = problem.sizes().keys();
        this.loops = Loops.of(cache, Dropped.spec(problem.op().dropout()), row, 0, 0, 0, 0, row);
    }

    /// Drops elements of a tile.
    ///
    /// @param x room for addresses
    /// @param key address of the key
    /// @param numbers address of room for three numbers, of which the first is left alone
    void run(long[] x, Tile t, long key, long numbers) {
        Memory.i32(numbers + 4, (int) (t.row * keys + t.key));
        Memory.i32(numbers + 8, keys);
        x[0] = t.address;
        x[1] = numbers + 4;
        x[2] = numbers + 8;
        x[3] = key;
        x[4] = key + 4;
        x[5] = t.address;
        loops.run(x, t.rows, t.columns);
    }
}

package io.jacquard.cpu.kernel;

import io.jacquard.ir.DType;
import java.lang.foreign.MemorySegment;

/// Copies rows of a table by index: embedding lookup, minibatches of a set that lies in memory.
///
/// @param tableRows number of rows of the table, at least 1
/// @param tableStride bytes from one row of the table to the next
/// @param rowBytes bytes copied of a row, also the distance of rows in the target
/// @param indexType i32 or i64
public record GatherRows(int tableRows, long tableStride, long rowBytes, DType indexType) {
    /// Checks the dtype.
    ///
    /// @throws IllegalArgumentException if the table is empty or indices are neither i32 nor i64
    public GatherRows {
        if (tableRows < 1 || (indexType != DType.I32 && indexType != DType.I64)) {
            throw new IllegalArgumentException(
                    "[gather] %d rows by %s; expected 1 or more rows by i32 or i64"
                            .formatted(tableRows, indexType.text()));
        }
    }

    /// Copies target rows `from` (inclusive) to `to` (exclusive); an index outside of the table is
    /// taken as the nearest inside, as StableHLO's gather does.
    ///
    /// @param table address of the table
    /// @param indices address of the first index
    /// @param target address of target row 0
    public void run(long table, long indices, long target, int from, int to) {
        for (int i = from; i < to; i++) {
            long source = table + index(indices, i) * tableStride;
            MemorySegment.copy(Memory.ALL, source, Memory.ALL, target + i * rowBytes, rowBytes);
        }
    }

    private long index(long indices, int i) {
        long index =
                indexType == DType.I32
                        ? Memory.i32(indices + 4L * i)
                        : Memory.i64(indices + 8L * i);
        return Math.clamp(index, 0, tableRows - 1);
    }
}

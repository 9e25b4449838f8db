package io.jacquard.cpu.onednn;

import java.util.ArrayList;
import java.util.List;

/// A part of an axis.
///
/// @param start the first index
/// @param size how many indices
record Block(long start, long size) {
    /// Cuts an axis into `count` blocks whose sizes are multiples of `unit` (but for the last) and
    /// differ by no more than one unit.
    static List<Block> cut(long size, int count, long unit) {
        long units = Math.ceilDiv(size, unit);
        long parts = Math.clamp(count, 1, units);
        var blocks = new ArrayList<Block>();
        long start = 0;
        for (long i = 0; i < parts; i++) {
            long end = Math.min(size, (i + 1) * units / parts * unit);
            blocks.add(new Block(start, end - start));
            start = end;
        }
        return List.copyOf(blocks);
    }
}

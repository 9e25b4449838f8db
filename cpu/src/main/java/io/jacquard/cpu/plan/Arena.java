package io.jacquard.cpu.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Gives the values in the arena offsets, so that those needed at the same time do not overlap.
final class Arena {
    private static final long LINE = 64;

    /// Bytes that are taken from one unit to another.
    private record Block(long start, long end, int first, int last) {
        boolean meets(int from, int to) {
            return first <= to && from <= last;
        }
    }

    private final List<Block> blocks = new ArrayList<>();
    private final long guard;
    private long size;

    private Arena(long guard) {
        this.guard = guard;
    }

    /// Places the slots, the largest first, each at the lowest offset where it fits.
    ///
    /// @param guard bytes left free on both sides of each, a multiple of 64
    /// @return bytes of the arena, a multiple of 64
    static long plan(List<Slot> slots, long guard) {
        Arena arena = new Arena(guard);
        List<Slot> largestFirst = new ArrayList<>(slots);
        largestFirst.sort(Comparator.comparingLong(Slot::bytes).reversed());
        largestFirst.forEach(arena::place);
        return arena.size;
    }

    // The blocks are sorted by their starts: behind the first one that leaves room, all do.
    private void place(Slot slot) {
        long bytes = padded(slot.bytes()) + 2 * guard;
        int first = slot.unit();
        int last = slot.lastRead();
        long at = 0;
        for (Block b : blocks) {
            if (b.start >= at + bytes) {
                break;
            }
            if (at < b.end && b.meets(first, last)) {
                at = b.end;
            }
        }
        slot.placeAt(at + guard);
        size = Math.max(size, at + bytes);
        insert(new Block(at, at + bytes, first, last));
    }

    private void insert(Block made) {
        int low = 0;
        int high = blocks.size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (blocks.get(middle).start <= made.start) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        blocks.add(low, made);
    }

    /// The number of bytes rounded up to whole cache lines.
    static long padded(long bytes) {
        return (bytes + LINE - 1) / LINE * LINE;
    }
}

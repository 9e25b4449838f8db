package io.jacquard.cpu.plan;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;

/// Blocks of native memory that an item owns, with canaries around each where that is asked for.
final class Blocks implements AutoCloseable {
    private static final long LINE = 64;

    private record Block(long address, long bytes) {}

    private final Checks checks;
    private final Arena owner = Arena.ofShared();
    private final List<Block> blocks = new ArrayList<>();
    private long bytes;

    Blocks(Checks checks) {
        this.checks = checks;
    }

    /// Allocates a block.
    ///
    /// @return its address, a multiple of 64
    long allocate(long size) {
        long held = io.jacquard.cpu.plan.Arena.padded(Math.max(LINE, size)) + 2 * checks.guard();
        long address = Malloc.allocate(owner, held, LINE).address() + checks.guard();
        bytes += held;
        if (checks.isOn()) {
            blocks.add(new Block(address, size));
            Canary.clear(address, size);
            Canary.plant(address, size);
        }
        return address;
    }

    /// Bytes allocated.
    long bytes() {
        return bytes;
    }

    /// Looks at the canaries.
    ///
    /// @param item what ran last
    void check(Object item) {
        for (int i = 0; i < blocks.size(); i++) {
            Block b = blocks.get(i);
            String what = "buffer %d of the loop, %d bytes".formatted(i, b.bytes);
            Checks.require(item, what, b.address, b.bytes);
        }
    }

    @Override
    public void close() {
        owner.close();
    }
}

package io.jacquard.cpu.plan;

import io.jacquard.ir.Literal;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;

/// The memory of a plan, and the addresses of its items' operands.
public final class Memory implements AutoCloseable {
    private static final long LINE = 64;

    private final Plan plan;
    private final long guard;
    private final Arena owner = Arena.ofShared();
    private final long arena;
    private final long constants;
    private final long scratch;
    private long bytes;
    private long[] arguments = {};
    private long[] results = {};

    /// Allocates the memory.
    Memory(Plan plan, Checks checks) {
        this.plan = plan;
        this.guard = checks.guard();
        long constantBytes = plan.constants().stream().mapToLong(this::guarded).sum();
        this.arena = allocated(plan.arenaBytes()).address();
        this.scratch = allocated(plan.scratchBytes() + 2 * guard).address() + guard;
        MemorySegment data = allocated(constantBytes);
        this.constants = data.address();
        long at = guard;
        for (Literal c : plan.constants()) {
            MemorySegment.copy(c.segment(), 0, data, at, c.type().bytes());
            if (checks.isOn()) {
                Canary.plant(constants + at, c.type().bytes());
            }
            at += guarded(c);
        }
    }

    private MemorySegment allocated(long size) {
        long held = Math.max(LINE, size);
        bytes += held;
        return Malloc.allocate(owner, held, LINE);
    }

    private long guarded(Literal data) {
        return io.jacquard.cpu.plan.Arena.padded(data.type().bytes()) + 2 * guard;
    }

    /// Looks at the canaries around the constants.
    ///
    /// @param item what ran last
    void checkConstants(Object item) {
        long at = constants + guard;
        for (Literal c : plan.constants()) {
            Checks.require(item, "a constant " + c.type(), at, c.type().bytes());
            at += guarded(c);
        }
    }

    /// Where scratch begins.
    long scratch() {
        return scratch;
    }

    /// Where a slot of the arena begins.
    long address(Slot s) {
        return arena + s.offset();
    }

    /// Bytes allocated.
    public long bytes() {
        return bytes;
    }

    /// Binds all items to the caller's buffers, if those are others than before.
    ///
    /// @param newArguments address of each argument
    /// @param newResults address of each result
    public void bind(long[] newArguments, long[] newResults) {
        if (Arrays.equals(arguments, newArguments) && Arrays.equals(results, newResults)) {
            return;
        }
        arguments = newArguments.clone();
        results = newResults.clone();
        for (Item item : plan.items()) {
            List<Place> operands = item.operands();
            boolean scratched = item.wantsScratch();
            long[] addresses = new long[operands.size() + (scratched ? 1 : 0)];
            for (int i = 0; i < operands.size(); i++) {
                addresses[i] = address(operands.get(i));
            }
            if (scratched) {
                addresses[operands.size()] = scratch;
            }
            item.bind(addresses);
        }
    }

    private long address(Place p) {
        Slot s = p.slot();
        long start;
        if (s.isArgument()) {
            start = arguments[s.argument()];
        } else if (s.isResult()) {
            start = results[s.result()];
        } else {
            start = (s.isConstant() ? constants : arena) + s.offset();
        }
        return start + p.byteOffset();
    }

    @Override
    public void close() {
        owner.close();
    }
}

package io.jacquard.cpu.onednn;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.Supplier;

/// One primitive with its arguments, ready to run: running it neither allocates nor looks anything
/// up. Different calls may run at the same time.
final class Call {
    private static final long ENTRY_BYTES = 16;
    private static final long POINTER_OFFSET = 8;

    /// An argument of a primitive.
    ///
    /// @param number one of [Argument]
    /// @param layout the memory's descriptor
    /// @param slot the operand of the whole operation in which the memory lies
    /// @param offset where in that operand it begins, in bytes
    record Operand(int number, MemoryDesc layout, int slot, long offset) {}

    private final Handles owner;
    private final long primitive;
    private final long arguments;
    private final List<Operand> operands;
    private final int count;
    private final long[] memories;
    private final Supplier<String> what;
    private long stream;

    /// Prepares a call.
    ///
    /// @param primitive pointer of the primitive made from `desc`
    Call(Handles owner, PrimitiveDesc desc, long primitive, List<Operand> operands) {
        this.owner = owner;
        this.primitive = primitive;
        this.what = desc.what();
        this.operands = List.copyOf(operands);
        this.count = operands.size();
        this.memories = new long[count];
        MemorySegment packed = owner.allocate(count * ENTRY_BYTES);
        for (int i = 0; i < count; i++) {
            memories[i] = memory(owner, operands.get(i).layout());
            packed.set(JAVA_INT, i * ENTRY_BYTES, operands.get(i).number());
            packed.set(JAVA_LONG, i * ENTRY_BYTES + POINTER_OFFSET, memories[i]);
        }
        this.arguments = packed.address();
    }

    /// Sets the stream on which it runs.
    void on(long newStream) {
        stream = newStream;
    }

    private long memory(Handles owner, MemoryDesc layout) {
        return owner.create(
                what,
                Dnnl.MEMORY_DESTROY,
                cell ->
                        (int)
                                Dnnl.MEMORY_CREATE.invokeExact(
                                        cell, layout.handle(), Engine.HANDLE, 0L));
    }

    /// Sets where the operation's operands are. Must not be called while the call runs.
    ///
    /// @param addresses one for each slot
    /// @param before the addresses that were set last, 0 where none was
    void bind(long[] addresses, long[] before) {
        for (int i = 0; i < count; i++) {
            Operand operand = operands.get(i);
            int slot = operand.slot();
            if (addresses[slot] != before[slot]) {
                point(memories[i], addresses[slot] + operand.offset());
            }
        }
    }

    private void point(long memory, long address) {
        try {
            int status = (int) Dnnl.MEMORY_POINT.invokeExact(memory, address);
            Status.check(status, what);
        } catch (Throwable e) {
            throw Handles.unchecked(e);
        }
    }

    void run() {
        if (owner.isClosed()) {
            throw new IllegalStateException("Closed before it ran: " + what.get());
        }
        Threads.one();
        int status;
        try {
            status = (int) Dnnl.EXECUTE.invokeExact(primitive, stream, count, arguments);
        } catch (Throwable e) {
            throw Handles.unchecked(e);
        }
        if (status != 0) {
            Status.check(status, what);
        }
    }
}

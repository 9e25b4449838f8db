package io.jacquard.cpu;

import io.jacquard.cpu.plan.Canary;
import io.jacquard.cpu.plan.Checks;
import io.jacquard.ir.TensorType;
import io.jacquard.runtime.Buffer;
import io.jacquard.runtime.DeviceException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;

/// Native memory, 64 bytes aligned.
final class CpuBuffer implements Buffer {
    private static final long LINE = 64;
    private static final AtomicLong VERSIONS = new AtomicLong();

    private final CpuDevice device;
    private final TensorType type;
    private final Arena owner = Arena.ofShared();
    private final MemorySegment memory;
    private final long held;
    private volatile long version = VERSIONS.incrementAndGet();

    CpuBuffer(CpuDevice device, TensorType type) {
        this.device = device;
        this.type = type;
        long guard = device.isGuarded() ? Canary.BYTES : 0;
        this.held = Math.max(LINE, type.bytes()) + 2 * guard;
        MemorySegment all;
        try {
            all = owner.allocate(held, LINE);
        } catch (OutOfMemoryError e) {
            owner.close();
            throw new DeviceException(
                    "no memory for %s (%,d bytes); %,d bytes are in use"
                            .formatted(type, type.bytes(), device.bytesInUse()),
                    e);
        }
        this.memory = all.asSlice(guard, type.bytes());
        if (device.isGuarded()) {
            Canary.plant(memory.address(), type.bytes());
        }
        device.hold(held);
    }

    @Override
    public TensorType type() {
        return type;
    }

    @Override
    public long heldBytes() {
        return held;
    }

    long address() {
        if (!owner.scope().isAlive()) {
            throw new IllegalStateException("the buffer of " + type + " is closed");
        }
        return memory.address();
    }

    /// A number that no other content of a buffer has had.
    long version() {
        return version;
    }

    /// Notes that its content is another from here on.
    void change() {
        version = VERSIONS.incrementAndGet();
    }

    /// Looks at the canaries around it.
    ///
    /// @param item what ran last
    void check(Object item) {
        Checks.require(item, "the buffer of " + type, memory.address(), type.bytes());
    }

    /// Makes it look unwritten.
    void clear() {
        Canary.clear(memory.address(), type.bytes());
    }

    @Override
    public void write(MemorySegment source) {
        check(source);
        change();
        memory.copyFrom(source);
    }

    @Override
    public void read(MemorySegment destination) {
        check(destination);
        destination.copyFrom(memory);
    }

    private void check(MemorySegment other) {
        if (other.byteSize() != type.bytes()) {
            throw new IllegalArgumentException(
                    "%s takes %d bytes, the memory given has %d"
                            .formatted(type, type.bytes(), other.byteSize()));
        }
        address();
    }

    @Override
    public void close() {
        if (owner.scope().isAlive()) {
            owner.close();
            device.release(this, held);
        }
    }
}

package io.jacquard.runtime.reference;

import io.jacquard.ir.Function;
import io.jacquard.ir.TensorType;
import io.jacquard.runtime.Buffer;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.Device;
import io.jacquard.runtime.DeviceException;
import io.jacquard.runtime.Executable;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// The heap of this virtual machine as a device.
final class ReferenceDevice implements Device {
    private final String name;
    private final Set<ReferenceBuffer> buffers = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();

    ReferenceDevice(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return "interpreter in plain Java, one thread a run, on Java " + Runtime.version();
    }

    @Override
    public Buffer allocate(TensorType type) {
        checkOpen();
        ReferenceBuffer made;
        try {
            made = new ReferenceBuffer(this, type);
        } catch (OutOfMemoryError e) {
            throw new DeviceException(
                    "not enough memory for %s (%d bytes) beside the %d bytes in use; raise -Xmx"
                            .formatted(type, type.bytes(), bytesInUse()),
                    e);
        } catch (IllegalArgumentException e) {
            throw new DeviceException(
                    "%s (%d bytes) is too large for the device %s"
                            .formatted(type, type.bytes(), name),
                    e);
        }
        buffers.add(made);
        return made;
    }

    void forget(ReferenceBuffer buffer) {
        buffers.remove(buffer);
    }

    @Override
    public Executable compile(Function function, CompileOptions options) {
        checkOpen();
        options.checkNoFlags(name);
        return new ReferenceExecutable(this, function, options);
    }

    void checkOpen() {
        if (closed.get()) {
            throw new IllegalStateException("the device " + name + " is closed");
        }
    }

    @Override
    public long bytesInUse() {
        return buffers.stream().mapToLong(b -> b.type().bytes()).sum();
    }

    @Override
    public void close() {
        closed.set(true);
        buffers.forEach(ReferenceBuffer::close);
    }
}

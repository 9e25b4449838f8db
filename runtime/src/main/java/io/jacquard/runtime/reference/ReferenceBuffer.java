package io.jacquard.runtime.reference;

import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.runtime.Buffer;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// An array on the heap.
final class ReferenceBuffer implements Buffer {
    private final ReferenceDevice device;
    private final TensorType type;
    private volatile Optional<Literal> data;

    ReferenceBuffer(ReferenceDevice device, TensorType type) {
        this.device = device;
        this.type = type;
        this.data = Optional.of(Literal.zeros(type));
    }

    @Override
    public TensorType type() {
        return type;
    }

    boolean isOn(ReferenceDevice other) {
        return device == other;
    }

    /// The data itself, to be read before anything writes.
    Literal contents() {
        return data.orElseThrow(
                () -> new IllegalStateException("the buffer of " + type + " is closed"));
    }

    @Override
    public void write(MemorySegment source) {
        MemorySegment to = contents().segment();
        checkSize(source);
        MemorySegment.copy(source, 0, to, 0, to.byteSize());
    }

    @Override
    public void read(MemorySegment destination) {
        MemorySegment from = contents().segment();
        checkSize(destination);
        MemorySegment.copy(from, 0, destination, 0, from.byteSize());
    }

    private void checkSize(MemorySegment segment) {
        if (segment.byteSize() != type.bytes()) {
            throw new IllegalArgumentException(
                    "%s takes %d bytes, the memory has %d"
                            .formatted(type, type.bytes(), segment.byteSize()));
        }
    }

    @Override
    public void close() {
        data = Optional.empty();
        device.forget(this);
    }
}

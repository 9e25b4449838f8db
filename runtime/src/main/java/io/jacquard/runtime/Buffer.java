package io.jacquard.runtime;

import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import java.lang.foreign.MemorySegment;

/// Memory on a device that holds one array, dense and row-major as seen from outside.
///
/// Not safe for use by several threads at once when one of them writes.
public interface Buffer extends AutoCloseable {
    /// Dtype and shape.
    TensorType type();

    /// Bytes of the device's memory that it takes: at least `type().bytes()`.
    default long heldBytes() {
        return type().bytes();
    }

    /// Copies data into the buffer.
    ///
    /// @param source little-endian, exactly `type().bytes()` bytes
    /// @throws IllegalArgumentException if the size differs
    /// @throws IllegalStateException if the buffer is closed
    void write(MemorySegment source);

    /// Copies the data out of the buffer.
    ///
    /// @param destination exactly `type().bytes()` bytes
    /// @throws IllegalArgumentException if the size differs
    /// @throws IllegalStateException if the buffer is closed
    void read(MemorySegment destination);

    /// A copy of the data on the host.
    default Literal literal() {
        Literal copy = Literal.zeros(type());
        read(copy.segment());
        return copy;
    }

    /// Frees the memory. Closing twice does nothing.
    @Override
    void close();
}

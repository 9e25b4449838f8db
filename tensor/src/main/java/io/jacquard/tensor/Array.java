package io.jacquard.tensor;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import io.jacquard.runtime.Buffer;
import io.jacquard.runtime.Device;
import java.util.Locale;

/// Data on a device. It has an owner who closes it; it has no arithmetic.
public final class Array implements AutoCloseable {
    private final Buffer buffer;

    /// An array over a buffer, which it owns from here on.
    public Array(Buffer buffer) {
        this.buffer = buffer;
    }

    /// A copy of host data on a device.
    public static Array of(Device device, Literal data) {
        Buffer b = device.allocate(data.type());
        b.write(data.segment());
        return new Array(b);
    }

    /// A copy of floats on a device, f32 in row-major order.
    public static Array of(Device device, float[] values, int... sizes) {
        return of(device, Literal.of(values, sizes));
    }

    /// Dtype and shape.
    public TensorType type() {
        return buffer.type();
    }

    /// The memory underneath.
    public Buffer buffer() {
        return buffer;
    }

    /// A copy on the host.
    public Literal literal() {
        return buffer.literal();
    }

    /// A copy of all elements as floats, in row-major order.
    public float[] floats() {
        return literal().floats();
    }

    /// The only element as a double.
    ///
    /// @throws IllegalStateException if there is not exactly one
    public double item() {
        if (type().shape().elements() != 1) {
            throw new IllegalStateException(
                    "item() wants one element, this is " + type() + "; use floats()");
        }
        return literal().get(0);
    }

    @Override
    public void close() {
        buffer.close();
    }

    /// The type and the elements in nested brackets, long axes shortened.
    @Override
    public String toString() {
        Literal data = literal();
        StringBuilder s = new StringBuilder(type().toString()).append(' ');
        print(s, data, 0, 0);
        return s.toString();
    }

    private static void print(StringBuilder s, Literal data, int axis, int offset) {
        Shape shape = data.type().shape();
        if (axis == shape.rank()) {
            s.append(element(data, offset));
            return;
        }
        int n = shape.size(axis);
        int inner = shape.elements() == 0 ? 0 : shape.strides()[axis];
        s.append('[');
        for (int i = 0; i < n; i++) {
            if (n > 8 && i == 4) {
                s.append(", ...");
                i = n - 3;
            }
            s.append(i > 0 ? ", " : "");
            print(s, data, axis + 1, offset + i * inner);
        }
        s.append(']');
    }

    private static String element(Literal data, int offset) {
        DType dtype = data.type().dtype();
        if (dtype.isFloat()) {
            return String.format(Locale.ROOT, "%.5g", data.get(offset));
        }
        long n = data.getLong(offset);
        return dtype == DType.BOOL ? Boolean.toString(n != 0) : Long.toString(n);
    }
}

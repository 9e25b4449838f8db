package io.jacquard.ir;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Data on the host: a dense row-major array of a type, immutable once shared.
///
/// Elements are stored little-endian. {@link #floats()} and its siblings copy; {@link #segment()}
/// gives the memory itself for reading.
public final class Literal {
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final TensorType type;
    private final MemorySegment data;

    private Literal(TensorType type, MemorySegment data) {
        this.type = type;
        this.data = data;
    }

    /// An array over existing little-endian memory, which must not change afterwards.
    ///
    /// @throws IllegalArgumentException if the memory has not exactly the type's size in bytes
    public static Literal of(TensorType type, MemorySegment data) {
        if (data.byteSize() != type.bytes()) {
            throw new IllegalArgumentException(
                    "%s takes %d bytes, the memory has %d"
                            .formatted(type, type.bytes(), data.byteSize()));
        }
        return new Literal(type, data);
    }

    /// A new array of zeros, to be filled with {@link #set} before it is shared.
    public static Literal zeros(TensorType type) {
        if (type.bytes() > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    type + " takes 2 GiB or more; give its memory to Literal.of(type, segment)");
        }
        return new Literal(type, MemorySegment.ofArray(new byte[(int) type.bytes()]));
    }

    /// An f32 array with those values in row-major order.
    public static Literal of(float[] values, int... sizes) {
        TensorType type = checked(DType.F32, values.length, sizes);
        Literal made = zeros(type);
        MemorySegment.copy(values, 0, made.data, FLOAT, 0, values.length);
        return made;
    }

    /// An f64 array with those values in row-major order.
    public static Literal of(double[] values, int... sizes) {
        TensorType type = checked(DType.F64, values.length, sizes);
        Literal made = zeros(type);
        MemorySegment.copy(values, 0, made.data, DOUBLE, 0, values.length);
        return made;
    }

    /// An i32 array with those values in row-major order.
    public static Literal of(int[] values, int... sizes) {
        TensorType type = checked(DType.I32, values.length, sizes);
        Literal made = zeros(type);
        MemorySegment.copy(values, 0, made.data, INT, 0, values.length);
        return made;
    }

    /// A u8 array with those bytes in row-major order.
    public static Literal of(byte[] values, int... sizes) {
        return new Literal(
                checked(DType.U8, values.length, sizes), MemorySegment.ofArray(values.clone()));
    }

    /// A scalar of that dtype, rounded to it as {@link #set(int, double)} does.
    public static Literal scalar(DType dtype, double value) {
        return filled(new TensorType(dtype, Shape.SCALAR), value);
    }

    /// An array with the same value everywhere.
    public static Literal filled(TensorType type, double value) {
        Literal made = zeros(type);
        for (int i = 0; i < type.shape().elements(); i++) {
            made.set(i, value);
        }
        return made;
    }

    private static TensorType checked(DType dtype, int count, int... sizes) {
        TensorType type = TensorType.of(dtype, sizes);
        if (type.shape().elements() != count) {
            throw new IllegalArgumentException(
                    "%s has %d elements, %d values were given"
                            .formatted(type, type.shape().elements(), count));
        }
        return type;
    }

    /// Dtype and shape.
    public TensorType type() {
        return type;
    }

    /// Number of elements.
    public int elements() {
        return type.shape().elements();
    }

    /// The memory, little-endian, dense, row-major.
    public MemorySegment segment() {
        return data;
    }

    /// One element as a double; exact for all dtypes but i64 beyond 2^53. Bool is 0 or 1.
    ///
    /// @param index position in row-major order
    public double get(int index) {
        return switch (type.dtype()) {
            case F32 -> data.get(FLOAT, 4L * index);
            case F64 -> data.get(DOUBLE, 8L * index);
            case BF16 -> Float.intBitsToFloat(data.get(SHORT, 2L * index) << 16);
            case F16 -> Float.float16ToFloat(data.get(SHORT, 2L * index));
            case I8, I32, I64, U8, U32, BOOL -> getLong(index);
        };
    }

    /// One element of an integer or bool array.
    ///
    /// @param index position in row-major order
    /// @throws IllegalStateException for a floating-point array
    public long getLong(int index) {
        return switch (type.dtype()) {
            case I8 -> data.get(ValueLayout.JAVA_BYTE, index);
            case U8, BOOL -> data.get(ValueLayout.JAVA_BYTE, index) & 0xFF;
            case I32 -> data.get(INT, 4L * index);
            case U32 -> data.get(INT, 4L * index) & 0xFFFFFFFFL;
            case I64 -> data.get(LONG, 8L * index);
            case F32, F64, BF16, F16 ->
                    throw new IllegalStateException("getLong on an array of " + type);
        };
    }

    /// Stores one element, rounded to nearest even for floats, truncated and saturated for integers
    /// (NaN becomes 0); any value but 0 is true.
    ///
    /// @param index position in row-major order
    public void set(int index, double value) {
        switch (type.dtype()) {
            case F32 -> data.set(FLOAT, 4L * index, (float) value);
            case F64 -> data.set(DOUBLE, 8L * index, value);
            case BF16 -> data.set(SHORT, 2L * index, Rounding.toBfloat16(value));
            case F16 -> data.set(SHORT, 2L * index, Rounding.toFloat16(value));
            case I8 -> setLong(index, Math.clamp((long) value, -128L, 127L));
            case U8 -> setLong(index, Math.clamp((long) value, 0L, 255L));
            case I32 -> setLong(index, (int) value);
            case U32 -> setLong(index, Math.clamp((long) value, 0L, 0xFFFFFFFFL));
            case I64 -> setLong(index, (long) value);
            case BOOL -> setLong(index, value != 0 ? 1 : 0);
        }
    }

    /// Stores the low bits of an integer in an element of an integer or bool array.
    ///
    /// @param index position in row-major order
    /// @throws IllegalStateException for a floating-point array
    public void setLong(int index, long value) {
        switch (type.dtype()) {
            case I8, U8, BOOL -> data.set(ValueLayout.JAVA_BYTE, index, (byte) value);
            case I32, U32 -> data.set(INT, 4L * index, (int) value);
            case I64 -> data.set(LONG, 8L * index, value);
            case F32, F64, BF16, F16 ->
                    throw new IllegalStateException("setLong on an array of " + type);
        }
    }

    /// A copy of all elements as floats.
    public float[] floats() {
        float[] out = new float[elements()];
        if (type.dtype() == DType.F32) {
            MemorySegment.copy(data, FLOAT, 0, out, 0, out.length);
            return out;
        }
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) get(i);
        }
        return out;
    }

    /// A copy of all elements as doubles.
    public double[] doubles() {
        double[] out = new double[elements()];
        for (int i = 0; i < out.length; i++) {
            out[i] = get(i);
        }
        return out;
    }

    /// A copy of all elements of an integer or bool array.
    public int[] ints() {
        int[] out = new int[elements()];
        for (int i = 0; i < out.length; i++) {
            out[i] = (int) getLong(i);
        }
        return out;
    }

    /// The same elements in another shape.
    ///
    /// @throws ShapeException if the number of elements differs
    public Literal reshape(int... sizes) {
        Shape shape = Shape.of(sizes);
        if (shape.elements() != elements()) {
            throw ShapeException.of(
                    "[reshape] %s has %d elements, %s has %d"
                            .formatted(type, elements(), shape, shape.elements()),
                    "a shape of %d elements; change one of its sizes".formatted(elements()));
        }
        return new Literal(type.with(shape), data);
    }

    /// True if the types are equal and all bytes are.
    @Override
    public boolean equals(Object o) {
        return o instanceof Literal l && type.equals(l.type) && data.mismatch(l.data) < 0;
    }

    @Override
    public int hashCode() {
        int h = type.hashCode();
        for (long i = 0; i < Math.min(data.byteSize(), 64); i++) {
            h = 31 * h + data.get(ValueLayout.JAVA_BYTE, i);
        }
        return h;
    }

    /// The type and the first values, for example `f32[3] 1.0 2.0 3.0`.
    @Override
    public String toString() {
        int shown = Math.min(elements(), 16);
        StringBuilder s = new StringBuilder(type.toString());
        for (int i = 0; i < shown; i++) {
            s.append(' ')
                    .append(type.dtype().isFloat() ? Double.toString(get(i)) : "" + getLong(i));
        }
        return shown < elements() ? s + " ..." : s.toString();
    }
}

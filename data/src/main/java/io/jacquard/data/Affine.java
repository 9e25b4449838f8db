package io.jacquard.data;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/// `y = (x - shift) / divisor` for one column, the shifts and divisors repeating along an example.
abstract sealed class Affine permits MinMaxScaler, Scale, StandardScaler {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final int LOOP = 256;

    private final String column;
    private final double[] shift;
    private final double[] divisor;
    private final float[] shiftF32;
    private final float[] divisorF32;
    private final float[] ofByte;

    Affine(String column, double[] shift, double[] divisor) {
        if (shift.length != divisor.length || shift.length == 0) {
            throw new DataException(
                    "column %s: %d shifts and %d divisors; expected as many of each, 1 or more"
                            .formatted(column, shift.length, divisor.length));
        }
        this.column = column;
        this.shift = shift.clone();
        this.divisor = divisor.clone();
        this.shiftF32 = repeated(shift);
        this.divisorF32 = repeated(divisor);
        this.ofByte = new float[256];
        for (int x = 0; x < 256; x++) {
            ofByte[x] = (x - shiftF32[0]) / divisorF32[0];
        }
    }

    // Whole repetitions, so that a loop over them is long enough to be fast.
    private static float[] repeated(double[] values) {
        float[] made = new float[values.length * Math.ceilDiv(LOOP, values.length)];
        for (int i = 0; i < made.length; i++) {
            made[i] = (float) values[i % values.length];
        }
        return made;
    }

    /// The name of the column that is changed.
    public final String column() {
        return column;
    }

    final double[] shift() {
        return shift.clone();
    }

    final double[] divisor() {
        return divisor.clone();
    }

    static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    /// The columns with the changed one in f32.
    ///
    /// @throws DataException if the column has not the elements this was fitted on
    public final Schema schema(Schema in) {
        int index = in.index(column);
        TensorType type = in.column(index).type();
        requireFit(type.shape().elements());
        return in.with(index, in.column(index).with(type.with(DType.F32)));
    }

    private void requireFit(int elements) {
        if (elements % shift.length != 0) {
            throw DataException.of(
                    "column " + column,
                    "an example has not the elements that its scaling was fitted on",
                    "expected %d or a multiple of it, found %d".formatted(shift.length, elements),
                    "give examples of the same form as those of training");
        }
    }

    /// Writes the changed example; nothing is drawn.
    public final void apply(Row in, Row out, Draw draw) {
        int changed = in.schema().index(column);
        for (int c = 0; c < in.schema().size(); c++) {
            if (c != changed) {
                out.copy(c, in);
            }
        }
        DType dtype = in.schema().column(changed).type().dtype();
        Span from = new Span(in.segment(changed), in.offset(changed), in.elements(changed));
        Span to = new Span(out.segment(changed), out.offset(changed), out.elements(changed));
        apply(dtype, from, to);
    }

    /// The values of several examples, changed.
    ///
    /// @throws DataException if an example has not the elements this was fitted on
    public final Literal apply(Literal values) {
        TensorType type = values.type();
        if (type.rank() == 0) {
            throw new DataException(
                    "column %s: expected an axis of examples in front, found a scalar"
                            .formatted(column));
        }
        int examples = type.shape().size(0);
        requireFit(examples == 0 ? 0 : values.elements() / examples);
        Literal made = Literal.zeros(type.with(DType.F32));
        apply(
                type.dtype(),
                new Span(values.segment(), 0, values.elements()),
                new Span(made.segment(), 0, values.elements()));
        return made;
    }

    private record Span(MemorySegment memory, long offset, int elements) {}

    private void apply(DType dtype, Span from, Span to) {
        if (dtype == DType.U8 && shift.length == 1) {
            looked(from, to);
            return;
        }
        for (int at = 0; at < from.elements(); at += shiftF32.length) {
            int count = Math.min(shiftF32.length, from.elements() - at);
            switch (dtype) {
                case U8 -> bytes(from, to, at, count);
                case F32 -> floats(from, to, at, count);
                default -> others(dtype, from, to, at, count);
            }
        }
    }

    private void looked(Span from, Span to) {
        MemorySegment source = from.memory();
        MemorySegment target = to.memory();
        float[] table = ofByte;
        for (int i = 0; i < from.elements(); i++) {
            int x = source.get(ValueLayout.JAVA_BYTE, from.offset() + i) & 0xFF;
            target.set(FLOAT, to.offset() + 4L * i, table[x]);
        }
    }

    private void bytes(Span from, Span to, int at, int count) {
        MemorySegment source = from.memory();
        MemorySegment target = to.memory();
        long in = from.offset() + at;
        long out = to.offset() + 4L * at;
        for (int i = 0; i < count; i++) {
            float x = source.get(ValueLayout.JAVA_BYTE, in + i) & 0xFF;
            target.set(FLOAT, out + 4L * i, (x - shiftF32[i]) / divisorF32[i]);
        }
    }

    private void floats(Span from, Span to, int at, int count) {
        MemorySegment source = from.memory();
        MemorySegment target = to.memory();
        long in = from.offset() + 4L * at;
        long out = to.offset() + 4L * at;
        for (int i = 0; i < count; i++) {
            float x = source.get(FLOAT, in + 4L * i);
            target.set(FLOAT, out + 4L * i, (x - shiftF32[i]) / divisorF32[i]);
        }
    }

    private void others(DType dtype, Span from, Span to, int at, int count) {
        long bytes = dtype.bytes();
        MemorySegment source = from.memory().asSlice(from.offset() + at * bytes, count * bytes);
        Literal values = Literal.of(TensorType.of(dtype, count), source);
        for (int i = 0; i < count; i++) {
            int k = i % shift.length;
            double y = (values.get(i) - shift[k]) / divisor[k];
            to.memory().set(FLOAT, to.offset() + 4L * (at + i), (float) y);
        }
    }
}

package io.jacquard.ir.interpret;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/// An array of an integer dtype or bool, each element a long in the dtype's range.
final class Integers implements Cells {
    private final TensorType type;
    final long[] values;

    private Integers(TensorType type, long[] values) {
        this.type = type;
        this.values = values;
    }

    /// The array of the low bits of those values, wrapped in place to the dtype.
    static Integers wrapped(TensorType type, long[] values) {
        if (type.dtype() != DType.I64) {
            for (int i = 0; i < values.length; i++) {
                values[i] = wrap(type.dtype(), values[i]);
            }
        }
        return new Integers(type, values);
    }

    private static long wrap(DType dtype, long value) {
        return switch (dtype) {
            case I8 -> (byte) value;
            case I32 -> (int) value;
            case I64 -> value;
            case U8 -> value & 0xFF;
            case U32 -> value & 0xFFFFFFFFL;
            case BOOL -> value & 1;
            case F32, F64, BF16, F16 -> throw new IllegalArgumentException(dtype + " is floating");
        };
    }

    static Integers of(Literal literal) {
        long[] values = new long[literal.elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = literal.getLong(i);
        }
        return new Integers(literal.type(), values);
    }

    static Integers chained(TensorType type, List<Cells> parts) {
        long[] all = new long[type.shape().elements()];
        int start = 0;
        for (Cells part : parts) {
            long[] values = ((Integers) part).values;
            System.arraycopy(values, 0, all, start, values.length);
            start += values.length;
        }
        return new Integers(type, all);
    }

    @Override
    public TensorType type() {
        return type;
    }

    @Override
    public Integers reshaped(Shape shape) {
        return new Integers(type.with(shape), values);
    }

    @Override
    public Integers gathered(Shape shape, int[] sources) {
        long[] out = new long[sources.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[sources[i]];
        }
        return new Integers(type.with(shape), out);
    }

    @Override
    public Integers scattered(Shape shape, int[] targets, Cells fill) {
        long[] out = new long[shape.elements()];
        Arrays.fill(out, ((Integers) fill).values[0]);
        for (int i = 0; i < targets.length; i++) {
            if (targets[i] >= 0) {
                out[targets[i]] = values[i];
            }
        }
        return new Integers(type.with(shape), out);
    }

    Integers mapped(LongUnaryOperator f) {
        long[] out = new long[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = f.applyAsLong(values[i]);
        }
        return wrapped(type, out);
    }

    Integers zipped(Integers other, LongBinaryOperator f) {
        long[] out = new long[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = f.applyAsLong(values[i], other.values[i]);
        }
        return wrapped(type, out);
    }

    @Override
    public Literal literal() {
        Literal made = Literal.zeros(type);
        for (int i = 0; i < values.length; i++) {
            made.setLong(i, values[i]);
        }
        return made;
    }
}

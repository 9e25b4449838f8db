package io.jacquard.ir.interpret;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Rounding;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/// An array of a floating dtype, each element a double that the dtype can hold.
final class Reals implements Cells {
    private final TensorType type;
    final double[] values;

    private Reals(TensorType type, double[] values) {
        this.type = type;
        this.values = values;
    }

    /// The array of those values, each rounded in place to the dtype.
    static Reals rounded(TensorType type, double[] values) {
        switch (type.dtype()) {
            case F64 -> {}
            case F32 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) values[i];
                }
            }
            case BF16, F16, I8, I32, I64, U8, U32, BOOL -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = Rounding.to(type.dtype(), values[i]);
                }
            }
        }
        return new Reals(type, values);
    }

    static Reals of(Literal literal) {
        if (literal.type().dtype() != DType.F32) {
            return new Reals(literal.type(), literal.doubles());
        }
        float[] floats = literal.floats();
        double[] values = new double[floats.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = floats[i];
        }
        return new Reals(literal.type(), values);
    }

    static Reals chained(TensorType type, List<Cells> parts) {
        double[] all = new double[type.shape().elements()];
        int start = 0;
        for (Cells part : parts) {
            double[] values = ((Reals) part).values;
            System.arraycopy(values, 0, all, start, values.length);
            start += values.length;
        }
        return new Reals(type, all);
    }

    @Override
    public TensorType type() {
        return type;
    }

    @Override
    public Reals reshaped(Shape shape) {
        return new Reals(type.with(shape), values);
    }

    @Override
    public Reals gathered(Shape shape, int[] sources) {
        double[] out = new double[sources.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[sources[i]];
        }
        return new Reals(type.with(shape), out);
    }

    @Override
    public Reals scattered(Shape shape, int[] targets, Cells fill) {
        double[] out = new double[shape.elements()];
        Arrays.fill(out, ((Reals) fill).values[0]);
        for (int i = 0; i < targets.length; i++) {
            if (targets[i] >= 0) {
                out[targets[i]] = values[i];
            }
        }
        return new Reals(type.with(shape), out);
    }

    Reals mapped(DoubleUnaryOperator f) {
        double[] out = new double[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = f.applyAsDouble(values[i]);
        }
        return rounded(type, out);
    }

    Reals zipped(Reals other, DoubleBinaryOperator f) {
        double[] out = new double[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = f.applyAsDouble(values[i], other.values[i]);
        }
        return rounded(type, out);
    }

    @Override
    public Literal literal() {
        if (type.dtype() == DType.F64) {
            return Literal.of(values, type.shape().sizes());
        }
        if (type.dtype() == DType.F32) {
            float[] floats = new float[values.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) values[i];
            }
            return Literal.of(floats, type.shape().sizes());
        }
        Literal made = Literal.zeros(type);
        for (int i = 0; i < values.length; i++) {
            made.set(i, values[i]);
        }
        return made;
    }
}

package io.jacquard.testkit;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import java.util.Random;
import java.util.stream.LongStream;

/// Arrays to test with.
final class Samples {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double[] REALS = {
        0,
        -0.0,
        1,
        -1,
        0.5,
        -0.5,
        1.5,
        2.5,
        -2.5,
        3,
        1e-3,
        -1e-3,
        7.25,
        -7.25,
        30,
        -30,
        100,
        -100,
        1e30,
        -1e30,
        INF,
        -INF,
        Double.NaN
    };
    private static final long[] INTEGERS = {
        0,
        1,
        -1,
        2,
        -2,
        3,
        7,
        8,
        31,
        32,
        63,
        64,
        100,
        127,
        -128,
        255,
        65536,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        0xFFFFFFFFL,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    private Samples() {}

    /// The special values of a dtype: zeros, ones, halves, large and small ones, infinities, NaN.
    static Literal edges(DType dtype) {
        if (dtype.isFloat()) {
            return reals(dtype, REALS);
        }
        if (dtype == DType.BOOL) {
            return integers(dtype, 0, 1);
        }
        return integers(dtype, INTEGERS);
    }

    static Literal reals(DType dtype, double... values) {
        Literal made = Literal.zeros(TensorType.of(dtype, values.length));
        for (int i = 0; i < values.length; i++) {
            made.set(i, values[i]);
        }
        return made;
    }

    /// The distinct values among the low bits of those.
    private static Literal integers(DType dtype, long... values) {
        Literal low = Literal.zeros(TensorType.of(dtype, values.length));
        for (int i = 0; i < values.length; i++) {
            low.setLong(i, values[i]);
        }
        long[] distinct =
                LongStream.range(0, values.length)
                        .map(i -> low.getLong((int) i))
                        .distinct()
                        .toArray();
        Literal made = Literal.zeros(TensorType.of(dtype, distinct.length));
        for (int i = 0; i < distinct.length; i++) {
            made.setLong(i, distinct[i]);
        }
        return made;
    }

    /// Each element as often as there are elements: `a a a b b b c c c`, in two axes.
    static Literal rows(Literal x) {
        return paired(x, true);
    }

    /// All elements as often as there are elements: `a b c a b c a b c`, in two axes.
    static Literal columns(Literal x) {
        return paired(x, false);
    }

    private static Literal paired(Literal x, boolean byRow) {
        int n = x.elements();
        Literal made = Literal.zeros(new TensorType(x.type().dtype(), Shape.of(n, n)));
        for (int i = 0; i < n * n; i++) {
            copy(x, byRow ? i / n : i % n, made, i);
        }
        return made;
    }

    static void copy(Literal from, int source, Literal to, int target) {
        if (from.type().dtype().isFloat()) {
            to.set(target, from.get(source));
        } else {
            to.setLong(target, from.getLong(source));
        }
    }

    /// Normally distributed floats; integers from -5 to 5 (0 to 10 if unsigned); fair bools.
    static Literal random(DType dtype, long seed, int... sizes) {
        Random random = new Random(seed);
        Literal made = Literal.zeros(TensorType.of(dtype, sizes));
        for (int i = 0; i < made.elements(); i++) {
            if (dtype.isFloat()) {
                made.set(i, random.nextGaussian());
            } else if (dtype == DType.BOOL) {
                made.set(i, random.nextInt(2));
            } else {
                made.setLong(i, random.nextInt(11) - (dtype.isUnsigned() ? 0 : 5));
            }
        }
        return made;
    }

    /// Floats between two bounds.
    static Literal between(DType dtype, double low, double high, long seed, int... sizes) {
        Random random = new Random(seed);
        Literal made = Literal.zeros(TensorType.of(dtype, sizes));
        for (int i = 0; i < made.elements(); i++) {
            made.set(i, low + (high - low) * random.nextDouble());
        }
        return made;
    }
}

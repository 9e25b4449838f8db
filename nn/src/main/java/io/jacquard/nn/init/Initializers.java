package io.jacquard.nn.init;

import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.tensor.Refusal;
import io.jacquard.tensor.Seed;
import java.util.stream.IntStream;

/// The usual initial values.
///
/// In a weight `[in, out]` the fan-in is `in` and the fan-out `out`; in a kernel `[spatial..., in,
/// out]` both are multiplied by the number of spatial positions.
public final class Initializers {
    // The standard deviation of a standard normal variable that is cut at -2 and 2.
    private static final double CUT_DEVIATION = 0.8796256610342398;

    // So many elements are worth more than one thread.
    private static final int PARALLEL = 1 << 16;

    private Initializers() {}

    /// 0 everywhere.
    public static Initializer zeros() {
        return constant(0);
    }

    /// 1 everywhere.
    public static Initializer ones() {
        return constant(1);
    }

    /// The same number everywhere.
    public static Initializer constant(double number) {
        return (_, type) -> Literal.filled(type, number);
    }

    /// Uniform values.
    ///
    /// @param low the smallest, inclusive
    /// @param high the largest, exclusive up to rounding
    public static Initializer uniform(double low, double high) {
        if (!(low <= high)) {
            throw Refusal.argument(
                    "uniform",
                    "there are no values between",
                    "%s to %s".formatted(low, high),
                    "low <= high; swap them");
        }
        return (seed, type) -> uniform(seed, type, low, high);
    }

    /// Normal values.
    ///
    /// @param deviation standard deviation, from 0
    public static Initializer normal(double mean, double deviation) {
        checkDeviation(deviation);
        return (seed, type) -> filled(type, i -> mean + deviation * seed.normal(i));
    }

    /// Normal values of which those more than two deviations away are drawn again.
    ///
    /// @param mean the mean
    /// @param deviation standard deviation before cutting, from 0; after it is 0.8796 of that
    public static Initializer truncatedNormal(double mean, double deviation) {
        checkDeviation(deviation);
        return (seed, type) -> truncated(seed, type, mean, deviation);
    }

    /// Uniform between `-limit` and `limit = sqrt(6 / (fanIn + fanOut))`, for tanh, sigmoid and
    /// softmax; Keras's default.
    ///
    /// Source: Glorot, Bengio, *Understanding the difficulty of training deep feedforward neural
    /// networks*, 2010, eq. 16.
    public static Initializer glorotUniform() {
        return (seed, type) -> scaledUniform(seed, type, 1 / Fans.of(type.shape()).mean());
    }

    /// Truncated normal of variance `2 / (fanIn + fanOut)`.
    ///
    /// Source: Glorot, Bengio, 2010, eq. 12; truncated as Keras and JAX do.
    public static Initializer glorotNormal() {
        return (seed, type) -> scaledNormal(seed, type, 1 / Fans.of(type.shape()).mean());
    }

    /// Uniform between `-limit` and `limit = sqrt(6 / fanIn)`, for relu.
    ///
    /// Source: He, Zhang, Ren, Sun, *Delving deep into rectifiers*, 2015, arXiv 1502.01852, eq. 10.
    public static Initializer heUniform() {
        return (seed, type) -> scaledUniform(seed, type, 2 / Fans.of(type.shape()).in());
    }

    /// Truncated normal of variance `2 / fanIn`, for relu.
    ///
    /// Source: He, Zhang, Ren, Sun, 2015, arXiv 1502.01852, eq. 10; truncated as Keras and JAX do.
    public static Initializer heNormal() {
        return (seed, type) -> scaledNormal(seed, type, 2 / Fans.of(type.shape()).in());
    }

    /// Uniform between `-limit` and `limit = sqrt(3 / fanIn)`, for selu.
    ///
    /// Source: LeCun, Bottou, Orr, Müller, *Efficient BackProp*, 1998, section 4.6.
    public static Initializer lecunUniform() {
        return (seed, type) -> scaledUniform(seed, type, 1 / Fans.of(type.shape()).in());
    }

    /// Truncated normal of variance `1 / fanIn`, for selu.
    ///
    /// Source: LeCun, Bottou, Orr, Müller, 1998, section 4.6; truncated as Keras and JAX do.
    public static Initializer lecunNormal() {
        return (seed, type) -> scaledNormal(seed, type, 1 / Fans.of(type.shape()).in());
    }

    /// A random matrix with orthonormal columns, or rows if those are fewer; all axes but the last
    /// count as rows.
    ///
    /// Source: Saxe, McClelland, Ganguli, *Exact solutions to the nonlinear dynamics of learning in
    /// deep linear neural networks*, 2013, arXiv 1312.6120.
    public static Initializer orthogonal() {
        return orthogonal(1);
    }

    /// An orthogonal matrix times a number.
    ///
    /// @param gain the number, for example `sqrt(2)` before relu
    public static Initializer orthogonal(double gain) {
        return (seed, type) -> Orthogonal.init(seed, floating(type), gain);
    }

    private interface Element {
        double at(int index);
    }

    private static Literal filled(TensorType type, Element element) {
        Literal made = Literal.zeros(floating(type));
        IntStream indices = IntStream.range(0, made.elements());
        // An element depends on its index only, so the threads do not change the bits.
        (made.elements() < PARALLEL ? indices : indices.parallel())
                .forEach(i -> made.set(i, element.at(i)));
        return made;
    }

    private static Literal uniform(Seed seed, TensorType type, double low, double high) {
        return filled(type, i -> low + (high - low) * seed.uniform(i));
    }

    private static Literal scaledUniform(Seed seed, TensorType type, double variance) {
        double limit = Math.sqrt(3 * variance);
        return uniform(seed, type, -limit, limit);
    }

    private static Literal scaledNormal(Seed seed, TensorType type, double variance) {
        return truncated(seed, type, 0, Math.sqrt(variance) / CUT_DEVIATION);
    }

    private static Literal truncated(Seed seed, TensorType type, double mean, double deviation) {
        return filled(type, i -> mean + deviation * cut(seed, i));
    }

    private static double cut(Seed seed, int index) {
        double value = seed.normal(index);
        for (int attempt = 1; Math.abs(value) > 2; attempt++) {
            value = seed.fold(attempt).normal(index);
        }
        return value;
    }

    private static TensorType floating(TensorType type) {
        if (!type.dtype().isFloat()) {
            throw Refusal.argument(
                    "initializer",
                    "random values are not of this dtype",
                    type,
                    "a floating-point dtype; start others with zeros, ones or a constant");
        }
        return type;
    }

    private static void checkDeviation(double deviation) {
        if (!(deviation >= 0) || Double.isInfinite(deviation)) {
            throw Refusal.argument(
                    "normal",
                    "the standard deviation is out of its range",
                    deviation,
                    "a number from 0; 0.02 is usual for embeddings");
        }
    }
}

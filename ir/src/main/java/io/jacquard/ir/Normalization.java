package io.jacquard.ir;

import java.util.List;

/// Composites that bring data to a known mean and variance, then scale and shift it.
///
/// All operands are of one floating dtype; 16-bit floats are computed in f32 and rounded once. The
/// variance is that of all elements, divided by their number.
public sealed interface Normalization extends Composite {
    /// Added to the variance, from 0.
    double epsilon();

    /// How the operand is seen.
    ///
    /// @param x type of the operand
    Layout layout(TensorType x);

    /// What each element becomes before it is scaled and shifted, where this computes it from the
    /// data alone.
    ///
    /// @param x the operand
    default Standard standard(Sugar s, Value x) {
        return Standard.of(s, x, layout(x.type()), this);
    }

    /// How a normalization sees its operand.
    ///
    /// @param shape the operand's, or that of its reshape
    /// @param reduced the axes over which mean and variance are taken
    /// @param scaled the axes along which scale and offset change, in order
    record Layout(Shape shape, IntList reduced, IntList scaled) {
        /// The axes along which mean and variance change.
        public IntList kept() {
            return rest(reduced);
        }

        /// The axes along which scale and offset are repeated.
        public IntList shared() {
            return rest(scaled);
        }

        private IntList rest(IntList axes) {
            return IntList.of(
                    IntList.range(0, shape.rank()).stream()
                            .filter(a -> !axes.contains(a))
                            .toArray());
        }

        /// The data in this layout, 16-bit floats as f32.
        public Value data(Sugar s, Value x) {
            return s.reshape(s.wide(x), shape);
        }

        /// Scale or offset repeated over the data, 16-bit floats as f32.
        public Value repeated(Sugar s, Value parameter) {
            Shape own = Shape.of(scaled.stream().map(shape::size).toArray());
            return s.broadcast(s.reshape(s.wide(parameter), own), shape, scaled);
        }

        /// A statistic repeated over the data.
        public Value spread(Sugar s, Value statistic) {
            return s.broadcast(statistic, shape, kept());
        }

        /// The mean over the reduced axes.
        public Value mean(Sugar s, Value data) {
            Value sum = s.reduce(Reduction.Reducer.ADD, data, reduced);
            return s.div(sum, s.like(sum, count()));
        }

        private Value none(Sugar s, Value data) {
            Shape kept = shape.without(reduced.toArray());
            return s.filled(data.type().with(kept), 0);
        }

        /// Number of elements that a mean is of.
        public int count() {
            return reduced.stream().map(shape::size).reduce(1, (a, b) -> a * b);
        }
    }

    /// Data brought to mean 0 and variance 1, in a layout.
    ///
    /// @param mean the mean, 0 in a normalization that does not subtract it
    /// @param variance the mean square of what is left of the data without the mean
    /// @param centered the data without the mean
    /// @param inverse `1 / sqrt(variance + epsilon)`, repeated over the data
    /// @param normalized `centered * inverse`
    record Standard(Value mean, Value variance, Value centered, Value inverse, Value normalized) {
        static Standard of(Sugar s, Value x, Layout at, Normalization op) {
            Value data = at.data(s, x);
            boolean moves = !(op instanceof RmsNorm);
            Value mean = moves ? at.mean(s, data) : at.none(s, data);
            Value centered = moves ? s.sub(data, at.spread(s, mean)) : data;
            Value variance = at.mean(s, s.mul(centered, centered));
            Value inverse = at.spread(s, inverse(s, variance, op.epsilon()));
            return new Standard(mean, variance, centered, inverse, s.mul(centered, inverse));
        }

        /// `1 / sqrt(variance + epsilon)`
        static Value inverse(Sugar s, Value variance, double epsilon) {
            return s.builder().add(new Unary.Rsqrt(), s.add(variance, s.like(variance, epsilon)));
        }
    }

    /// Normalizations of each slice over the axes from one on, with parameters that have the shape
    /// of a slice.
    sealed interface OfSlices extends Normalization {
        /// The first of the normalized axes.
        int dimension();

        @Override
        default List<TensorType> infer(List<TensorType> operands) {
            int count =
                    switch (this) {
                        case LayerNorm _ -> 3;
                        case RmsNorm _ -> 2;
                    };
            TensorType x = Normalizing.first(operands, count, epsilon());
            Infer.axes(IntList.of(dimension()), x);
            return Normalizing.checked(operands, x.with(Normalizing.tail(x.shape(), dimension())));
        }

        @Override
        default Layout layout(TensorType x) {
            return Normalizing.tailLayout(x.shape(), dimension());
        }

        @Override
        default List<Value> decompose(Builder builder, List<Value> operands) {
            return Normalizing.of(builder, this, operands);
        }
    }

    /// Normalizes each slice over the axes from one on: `y = scale * (x - mean) / sqrt(variance +
    /// epsilon) + offset`. Operands x, scale and offset; scale and offset have the shape of a
    /// slice.
    ///
    /// Source: Ba, Kiros, Hinton, *Layer normalization*, 2016, arXiv 1607.06450, equation 4.
    ///
    /// @param dimension the first of the normalized axes
    /// @param epsilon added to the variance, from 0
    record LayerNorm(int dimension, double epsilon) implements OfSlices {}

    /// Divides each slice over the axes from one on by its root mean square: `y = scale * x /
    /// sqrt(mean(x^2) + epsilon)`. Operands x and scale, which has the shape of a slice.
    ///
    /// Source: Zhang, Sennrich, *Root mean square layer normalization*, 2019, arXiv 1910.07467,
    /// equation 4.
    ///
    /// @param dimension the first of the normalized axes
    /// @param epsilon added to the mean square, from 0
    record RmsNorm(int dimension, double epsilon) implements OfSlices {}

    /// Normalizes groups of neighboring channels of each example of channels-last data `[batch,
    /// spatial..., channels]`, over the spatial axes too. Operands x, scale and offset; scale and
    /// offset are `[channels]`.
    ///
    /// Source: Wu, He, *Group normalization*, 2018, arXiv 1803.08494, equation 7.
    ///
    /// @param groups number of groups, a divisor of the channels
    /// @param epsilon added to the variance, from 0
    record GroupNorm(int groups, double epsilon) implements Normalization {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            TensorType x = Normalizing.first(operands, 3, epsilon);
            if (x.rank() < 2) {
                throw ShapeException.of(
                        x + " has no channels", "[batch, spatial..., channels]; reshape it");
            }
            int channels = x.shape().size(x.rank() - 1);
            if (!(groups > 0 && channels % groups == 0)) {
                throw ShapeException.of(
                        "%d groups of %d channels".formatted(groups, channels),
                        "groups that divide the channels; 1 is one group of all");
            }
            return Normalizing.checked(operands, x.with(Shape.of(channels)));
        }

        @Override
        public Layout layout(TensorType x) {
            int last = x.rank() - 1;
            int channels = x.shape().size(last);
            Shape split = x.shape().with(last, groups).insert(last + 1, channels / groups);
            IntList reduced = IntList.range(1, last).concat(IntList.of(last + 1));
            return new Layout(split, reduced, IntList.of(last, last + 1));
        }

        @Override
        public List<Value> decompose(Builder builder, List<Value> operands) {
            return Normalizing.of(builder, this, operands);
        }
    }

    /// Normalizes each feature over all other axes: StableHLO's `batch_norm_training`. Operands x,
    /// scale and offset, `[features]` each; results y, mean and variance, `[features]` each.
    ///
    /// Source: Ioffe, Szegedy, *Batch normalization*, 2015, arXiv 1502.03167, algorithm 1.
    ///
    /// @param epsilon added to the variance, from 0
    /// @param featureIndex the axis of features
    record BatchNormTraining(double epsilon, int featureIndex) implements Normalization {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            TensorType x = Normalizing.first(operands, 3, epsilon);
            Infer.axes(IntList.of(featureIndex), x);
            TensorType each = x.with(Shape.of(x.shape().size(featureIndex)));
            Normalizing.checked(operands, each);
            return List.of(x, each, each);
        }

        @Override
        public Layout layout(TensorType x) {
            return Normalizing.featureLayout(x.shape(), featureIndex);
        }

        @Override
        public List<Value> decompose(Builder builder, List<Value> operands) {
            return Normalizing.training(builder, this, operands);
        }
    }

    /// Normalizes each feature by a given mean and variance: StableHLO's `batch_norm_inference`.
    /// Operands x, scale, offset, mean and variance, all but x `[features]`.
    ///
    /// @param epsilon added to the variance, from 0
    /// @param featureIndex the axis of features
    record BatchNormInference(double epsilon, int featureIndex) implements Normalization {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            TensorType x = Normalizing.first(operands, 5, epsilon);
            Infer.axes(IntList.of(featureIndex), x);
            return Normalizing.checked(operands, x.with(Shape.of(x.shape().size(featureIndex))));
        }

        @Override
        public Layout layout(TensorType x) {
            return Normalizing.featureLayout(x.shape(), featureIndex);
        }

        @Override
        public List<Value> decompose(Builder builder, List<Value> operands) {
            return Normalizing.inference(builder, this, operands);
        }
    }
}

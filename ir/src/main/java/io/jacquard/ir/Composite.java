package io.jacquard.ir;

import java.util.List;

/// Operations that a backend may do better whole than in pieces. Each has a meaning in primitives,
/// {@link #decompose}.
public sealed interface Composite extends Op
        permits Composite.RandomBits,
                Composite.Softmax,
                Composite.LogSoftmax,
                Composite.SoftmaxCrossEntropy,
                Composite.Gelu,
                Composite.Dropout,
                Composite.Embedding,
                Composite.Pool,
                Normalization,
                Attention,
                AttentionGradient,
                Recurrent,
                Update {
    /// Appends primitives that compute the same.
    ///
    /// @param builder where they are appended
    /// @param operands operands of this operation, values of the builder
    /// @return one value a result
    List<Value> decompose(Builder builder, List<Value> operands);

    /// Uniform random bits: Threefry-2x32 with 20 rounds (Salmon et al., *Parallel random numbers:
    /// as easy as 1, 2, 3*, 2011) over the 64-bit index of each element, its two words combined by
    /// xor: jax.random.bits with `jax_threefry_partitionable`. The operand is the key, `u32[2]`;
    /// the result is u32.
    ///
    /// @param shape shape of the result
    record RandomBits(Shape shape) implements Composite {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            TensorType t = Infer.only(operands);
            Infer.key(t);
            return List.of(new TensorType(DType.U32, shape));
        }

        @Override
        public List<Value> decompose(Builder builder, List<Value> operands) {
            return List.of(Threefry.bits(builder, operands.getFirst(), shape));
        }
    }

    /// `e^(x - max) / sum(e^(x - max))` along an axis; sums of 16-bit floats accumulate in f32.
    ///
    /// @param dimension the axis
    record Softmax(int dimension) implements Composite {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            return List.of(alongAxis(operands, dimension));
        }

        @Override
        public List<Value> decompose(Builder builder, List<Value> operands) {
            return List.of(Softmaxes.softmax(builder, operands.getFirst(), dimension));
        }
    }

    /// `x - max - log(sum(e^(x - max)))` along an axis; sums of 16-bit floats accumulate in f32.
    ///
    /// @param dimension the axis
    record LogSoftmax(int dimension) implements Composite {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            return List.of(alongAxis(operands, dimension));
        }

        @Override
        public List<Value> decompose(Builder builder, List<Value> operands) {
            return List.of(Softmaxes.logSoftmax(builder, operands.getFirst(), dimension));
        }
    }

    /// The cross-entropy between labels and the softmax of logits along an axis, in nats:
    /// `-sum(target * logSoftmax(logits))` with `target = (1 - smoothing) * label + smoothing /
    /// classes`. The first operand are the logits; the second either shares, of the logits' type,
    /// or classes, of any integer dtype and the logits' shape without the axis.
    ///
    /// A label of 0 adds 0 even where the logarithm is infinite. A class below 0 or from the number
    /// of classes on makes its loss NaN and its gradient 0.
    ///
    /// Source of the smoothing: Szegedy et al., *Rethinking the Inception architecture*, 2015,
    /// arXiv 1512.00567, section 7.
    ///
    /// @param dimension the axis of classes
    /// @param smoothing share of the target that is spread evenly over all classes, from 0
    ///   inclusive to 1 exclusive
    record SoftmaxCrossEntropy(int dimension, double smoothing) implements Composite {
        /// Labels as they are.
        public SoftmaxCrossEntropy(int dimension) {
            this(dimension, 0);
        }

        /// What every class receives of the target.
        ///
        /// @param logits type of the logits
        public double even(TensorType logits) {
            return smoothing / Math.max(1, logits.shape().size(dimension));
        }

        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            Infer.count(operands, 2);
            if (!(smoothing >= 0 && smoothing < 1)) {
                throw ShapeException.of(
                        "the smoothing is " + smoothing,
                        "0 to below 1; 0 keeps the labels as they are");
            }
            TensorType t = alongAxis(operands.subList(0, 1), dimension);
            TensorType labels = operands.getLast();
            TensorType loss = t.with(t.shape().without(dimension));
            boolean fits =
                    labels.dtype().isInteger()
                            ? labels.shape().equals(loss.shape())
                            : labels.equals(t);
            if (!fits) {
                throw ShapeException.of(
                        "labels %s do not fit logits %s".formatted(labels, t),
                        "integers %s, or shares %s; convert or reshape them"
                                .formatted(loss.shape(), t));
            }
            return List.of(loss);
        }

        @Override
        public List<Value> decompose(Builder builder, List<Value> operands) {
            return List.of(
                    Softmaxes.crossEntropy(builder, operands.getFirst(), operands.getLast(), this));
        }
    }

    /// `x * P(X <= x)` for X of the standard normal distribution.
    ///
    /// Source: Hendrycks, Gimpel, *Gaussian error linear units*, 2016, arXiv 1606.08415, section 2.
    ///
    /// @param form how the probability is computed
    record Gelu(Form form) implements Composite {
        /// Ways to compute the probability.
        public enum Form {
            /// `(1 + erf(x / sqrt(2))) / 2`
            EXACT,
            /// `(1 + tanh(sqrt(2 / pi) * (x + 0.044715 x^3))) / 2`
            TANH
        }

        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            Infer.floating(Infer.only(operands));
            return operands;
        }

        @Override
        public List<Value> decompose(Builder builder, List<Value> operands) {
            Sugar s = new Sugar(builder);
            Value x = s.wide(operands.getFirst());
            Value y = form == Form.EXACT ? exact(s, x) : byTanh(s, x);
            return List.of(s.convert(y, operands.getFirst().type().dtype()));
        }

        private static Value exact(Sugar s, Value x) {
            return weighted(s, x, s.builder().add(new Unary.Erf(), s.mul(x, Math.sqrt(0.5))));
        }

        private static Value byTanh(Sugar s, Value x) {
            Value cube = s.mul(s.mul(s.mul(x, x), x), 0.044715);
            Value inner = s.mul(s.add(x, cube), Math.sqrt(2 / Math.PI));
            return weighted(s, x, s.builder().add(new Unary.Tanh(), inner));
        }

        private static Value weighted(Sugar s, Value x, Value curve) {
            return s.mul(x, s.mul(s.add(curve, s.like(curve, 1)), 0.5));
        }
    }

    /// Each element 0 with a probability, else times `1 / (1 - rate)`, rounded first. The operands
    /// are the data and a key, `u32[2]`, that decides: the element is kept if the {@link
    /// RandomBits} of the key, their highest 23 as a number from 0 to 1, are at least the rate.
    ///
    /// Source: Srivastava et al., *Dropout: a simple way to prevent neural networks from
    /// overfitting*, 2014; scaled while training, unlike there.
    ///
    /// @param rate the probability, from 0 inclusive to 1 exclusive
    record Dropout(double rate) implements Composite {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            Infer.count(operands, 2);
            Infer.floating(operands.getFirst());
            if (!(rate >= 0 && rate < 1)) {
                throw ShapeException.of("the rate is " + rate, "0 to below 1; 0 keeps all");
            }
            Infer.key(operands.getLast());
            return List.of(operands.getFirst());
        }

        @Override
        public List<Value> decompose(Builder builder, List<Value> operands) {
            Sugar s = new Sugar(builder);
            Value x = operands.getFirst();
            Value bits = builder.add(new RandomBits(x.type().shape()), operands.getLast());
            Value high = builder.add(new Binary.ShiftRightLogical(), bits, s.like(bits, 9));
            Value uniform = s.mul(s.convert(high, DType.F32), 0x1p-23);
            Value keep = s.compare(Elementwise.Direction.GE, uniform, s.like(uniform, rate));
            return List.of(s.select(keep, s.mul(x, 1 / (1 - rate)), s.like(x, 0)));
        }
    }

    /// Rows of a table at integer ids, which become vectors. The operands are the table, `[rows,
    /// features]`, and the ids, of any shape and integer dtype; the result has the shape of the ids
    /// and the features as a last axis.
    ///
    /// An id that is not a row is moved to the nearest as {@link Indexing.Gather} does, where
    /// PyTorch fails. The gradient of a row is the sum of those of its uses, added in the order of
    /// the ids, in f32 or better. Ids receive none.
    ///
    /// Source: Bengio et al., *A neural probabilistic language model*, 2003, section 2.
    ///
    /// @param paddingIndex a row that is read as any other but whose gradient is 0, as PyTorch's
    ///   `padding_idx`; {@link #NO_PADDING} if there is none
    record Embedding(int paddingIndex) implements Composite {
        /// The padding index of a table without such a row.
        public static final int NO_PADDING = -1;

        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            Infer.count(operands, 2);
            TensorType table = operands.getFirst();
            TensorType ids = operands.getLast();
            Infer.floating(table);
            if (!(table.rank() == 2 && table.shape().size(0) > 0)) {
                throw ShapeException.of(
                        "the table is " + table, "[rows, features] with 1 row or more; reshape it");
            }
            if (!ids.dtype().isInteger()) {
                throw ShapeException.of(
                        "the ids are " + ids, "an integer dtype; convert them first");
            }
            int rows = table.shape().size(0);
            if (!(paddingIndex >= NO_PADDING && paddingIndex < rows)) {
                throw ShapeException.of(
                        "the padding index is " + paddingIndex,
                        "a row from 0 to %d; -1 for none".formatted(rows - 1));
            }
            return List.of(table.with(ids.shape().insert(ids.rank(), table.shape().size(1))));
        }

        @Override
        public List<Value> decompose(Builder builder, List<Value> operands) {
            Value table = operands.getFirst();
            Value ids = operands.getLast();
            Shape shape = table.type().shape();
            Value read =
                    builder.add(Indexing.Gather.along(shape, 0, ids.type().rank()), table, ids);
            if (paddingIndex == NO_PADDING) {
                return List.of(read);
            }
            Sugar s = new Sugar(builder);
            Value fixed = builder.add(new Marker.StopGradient(), read);
            return List.of(s.select(padded(s, table, ids), fixed, read));
        }

        /// Where the result is the row of padding: bool of the result's shape.
        ///
        /// @param table the first operand
        /// @param ids the second operand
        public Value padded(Sugar s, Value table, Value ids) {
            int rows = table.type().shape().size(0);
            Value wide = s.convert(ids, DType.I64);
            Value last = s.like(wide, rows - 1);
            Value row = s.builder().add(new Elementwise.Clamp(), s.like(wide, 0), wide, last);
            Value padding = s.compare(Elementwise.Direction.EQ, row, s.like(row, paddingIndex));
            int rank = ids.type().rank();
            Shape all = ids.type().shape().insert(rank, table.type().shape().size(1));
            return s.broadcast(padding, all, IntList.range(0, rank));
        }
    }

    /// Poolings and their gradients.
    sealed interface Pool extends Composite
            permits MaxPool, MaxPoolGradient, AveragePool, AveragePoolGradient {
        /// Size, strides and padding.
        PoolWindow window();
    }

    /// The largest element in each window over channels-last data `[batch, spatial..., channels]`;
    /// NaN if the window has one. Padding never wins.
    ///
    /// @param window size, strides and padding
    record MaxPool(PoolWindow window) implements Pool {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            TensorType t = Infer.only(operands);
            Infer.floating(t);
            return List.of(window.pooled(t));
        }

        @Override
        public List<Value> decompose(Builder builder, List<Value> operands) {
            return List.of(Pooling.max(builder, operands.getFirst(), window));
        }
    }

    /// The gradient of {@link MaxPool}: operands are its operand and the gradient of its result;
    /// each window's gradient goes to the first of its largest elements.
    ///
    /// @param window that of the pooling
    record MaxPoolGradient(PoolWindow window) implements Pool {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            Infer.count(operands, 2);
            TensorType x = operands.getFirst();
            Infer.floating(x);
            TensorType y = window.pooled(x);
            Infer.type("the gradient", operands.getLast(), y);
            return List.of(x);
        }

        @Override
        public List<Value> decompose(Builder builder, List<Value> operands) {
            return List.of(
                    Pooling.maxGradient(builder, operands.getFirst(), operands.getLast(), window));
        }
    }

    /// The mean of the elements of each window over channels-last data; padding is not counted.
    ///
    /// @param window size, strides and padding
    record AveragePool(PoolWindow window) implements Pool {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            TensorType t = Infer.only(operands);
            Infer.floating(t);
            return List.of(window.pooled(t));
        }

        @Override
        public List<Value> decompose(Builder builder, List<Value> operands) {
            return List.of(Pooling.average(builder, operands.getFirst(), window));
        }
    }

    /// The gradient of {@link AveragePool} from the gradient of its result.
    ///
    /// @param window that of the pooling
    /// @param shape shape of the pooling's operand
    record AveragePoolGradient(PoolWindow window, Shape shape) implements Pool {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            TensorType t = Infer.only(operands);
            Infer.floating(t);
            TensorType y = window.pooled(t.with(shape));
            Infer.type("the gradient", t, y);
            return List.of(t.with(shape));
        }

        @Override
        public List<Value> decompose(Builder builder, List<Value> operands) {
            return List.of(Pooling.averageGradient(builder, operands.getFirst(), this));
        }
    }

    private static TensorType alongAxis(List<TensorType> operands, int dimension) {
        TensorType t = Infer.only(operands);
        Infer.floating(t);
        Infer.axes(IntList.of(dimension), t);
        return t;
    }
}

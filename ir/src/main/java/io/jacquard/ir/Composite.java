package io.jacquard.ir;

import java.util.List;

/// Operations that a backend may do better whole than in pieces. Each has a meaning in primitives,
/// {@link #decompose}.
public sealed interface Composite extends Op
        permits Composite.RandomBits,
                Composite.Softmax,
                Composite.LogSoftmax,
                Composite.MaxPool,
                Composite.MaxPoolGradient,
                Composite.AveragePool,
                Composite.AveragePoolGradient {
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
            Infer.check(t.equals(TensorType.of(DType.U32, 2)), "the key is " + t, "a key u32[2]");
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

    /// The largest element in each window over channels-last data `[batch, spatial..., channels]`;
    /// NaN if the window has one. Padding never wins.
    ///
    /// @param window size, strides and padding
    record MaxPool(PoolWindow window) implements Composite {
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
    record MaxPoolGradient(PoolWindow window) implements Composite {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            Infer.count(operands, 2);
            TensorType x = operands.getFirst();
            Infer.floating(x);
            TensorType y = window.pooled(x);
            Infer.check(
                    operands.getLast().equals(y), "the gradient is " + operands.getLast(), "" + y);
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
    record AveragePool(PoolWindow window) implements Composite {
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
    record AveragePoolGradient(PoolWindow window, Shape shape) implements Composite {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            TensorType t = Infer.only(operands);
            Infer.floating(t);
            TensorType y = window.pooled(t.with(shape));
            Infer.check(t.equals(y), "the gradient is " + t, "" + y);
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

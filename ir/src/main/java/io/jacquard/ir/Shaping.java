package io.jacquard.ir;

import java.util.List;

/// Operations that move elements without computing.
public sealed interface Shaping extends Op {
    /// The same elements in row-major order in another shape.
    ///
    /// @param shape shape of the result
    record Reshape(Shape shape) implements Shaping {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            TensorType t = Infer.only(operands);
            if (t.shape().elements() != shape.elements()) {
                throw ShapeException.of(
                        "%s has %d elements, %s has %d"
                                .formatted(t, t.shape().elements(), shape, shape.elements()),
                        "a shape of %d elements; change one of its sizes"
                                .formatted(t.shape().elements()));
            }
            return List.of(t.with(shape));
        }
    }

    /// Axis i of the result is axis `permutation[i]` of the operand.
    ///
    /// @param permutation each axis once
    record Transpose(IntList permutation) implements Shaping {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            TensorType t = Infer.only(operands);
            Infer.rank(permutation, t, "permutation");
            if (!permutation.isPermutation()) {
                throw ShapeException.of(
                        permutation + " is no permutation",
                        "each axis from 0 to %d once; count them from the front"
                                .formatted(t.rank() - 1));
            }
            return List.of(
                    t.with(Shape.of(permutation.stream().map(a -> t.shape().size(a)).toArray())));
        }
    }

    /// Repeats the operand: its axis i becomes axis `dimensions[i]` of the result; an axis of size
    /// 1 and the axes not named are repeated.
    ///
    /// @param shape shape of the result
    /// @param dimensions increasing
    record BroadcastInDim(Shape shape, IntList dimensions) implements Shaping {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            TensorType t = Infer.only(operands);
            Infer.rank(dimensions, t, "dimensions");
            Infer.axes(dimensions, t.with(shape));
            if (!dimensions.isIncreasing()) {
                throw ShapeException.of(
                        "dimensions " + dimensions, "increasing dimensions; transpose it first");
            }
            for (int i = 0; i < t.rank(); i++) {
                int from = t.shape().size(i);
                int to = shape.size(dimensions.at(i));
                if (!(from == to || from == 1)) {
                    throw ShapeException.of(
                            "axis %d of %s does not fit axis %d of %s"
                                    .formatted(i, t, dimensions.at(i), shape),
                            "size 1 or %d; slice or reshape it first".formatted(to));
                }
            }
            return List.of(t.with(shape));
        }
    }

    /// Elements `starts[i], starts[i] + strides[i], ...` below `limits[i]` along each axis.
    ///
    /// @param starts first index, from 0
    /// @param limits end, exclusive, at most the size
    /// @param strides step, from 1
    record Slice(IntList starts, IntList limits, IntList strides) implements Shaping {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            TensorType t = Infer.only(operands);
            Infer.rank(starts, t, "starts");
            Infer.rank(limits, t, "limits");
            Infer.rank(strides, t, "strides");
            int[] sizes = new int[t.rank()];
            for (int i = 0; i < sizes.length; i++) {
                int start = starts.at(i);
                int limit = limits.at(i);
                if (!(0 <= start
                        && start <= limit
                        && limit <= t.shape().size(i)
                        && strides.at(i) > 0)) {
                    throw ShapeException.of(
                            "%d to %d by %d on axis %d of %s"
                                    .formatted(start, limit, strides.at(i), i, t),
                            "0 <= start <= limit <= %d and a step from 1; count from the front"
                                    .formatted(t.shape().size(i)));
                }
                sizes[i] = Math.ceilDiv(limit - start, strides.at(i));
            }
            return List.of(t.with(Shape.of(sizes)));
        }
    }

    /// Operands `operand` and a scalar `padding_value`: adds that value at the ends and between
    /// elements; negative ends cut.
    ///
    /// @param low elements added before the first, an axis each
    /// @param high elements added after the last
    /// @param interior elements added between two, 0 or more
    record Pad(IntList low, IntList high, IntList interior) implements Shaping {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            Infer.count(operands, 2);
            TensorType t = operands.getFirst();
            Infer.type("the padding value", operands.getLast(), t.with(Shape.SCALAR));
            Infer.rank(low, t, "low");
            Infer.rank(high, t, "high");
            Infer.rank(interior, t, "interior");
            int[] sizes = new int[t.rank()];
            for (int i = 0; i < sizes.length; i++) {
                int n = t.shape().size(i);
                long between = Math.max(n - 1, 0) * (long) interior.at(i);
                long size = n + between + low.at(i) + high.at(i);
                if (!(interior.at(i) >= 0 && size >= 0)) {
                    throw ShapeException.of(
                            "padding %d, %d, %d on axis %d of %s"
                                    .formatted(low.at(i), high.at(i), interior.at(i), i, t),
                            "interior padding from 0 and a size from 0; cut less");
                }
                sizes[i] = Infer.size(size, "axis", i);
            }
            return List.of(t.with(Shape.of(sizes)));
        }
    }

    /// Joins one or more arrays along an axis.
    ///
    /// @param dimension the axis
    record Concatenate(int dimension) implements Shaping {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            if (operands.isEmpty()) {
                throw ShapeException.of("it got no operand", "1 operand or more; add what to join");
            }
            TensorType first = operands.getFirst();
            Infer.axes(IntList.of(dimension), first);
            long sum = 0;
            for (TensorType t : operands) {
                boolean fits =
                        t.rank() == first.rank()
                                && t.with(t.shape().with(dimension, 0))
                                        .equals(first.with(first.shape().with(dimension, 0)));
                if (!fits) {
                    throw ShapeException.of(
                            "%s and %s differ beside axis %d".formatted(first, t, dimension),
                            "equal dtypes and other sizes; slice, reshape or convert one of them");
                }
                sum += t.shape().size(dimension);
            }
            int size = Infer.size(sum, "axis", dimension);
            return List.of(first.with(first.shape().with(dimension, size)));
        }
    }

    /// Reverses the order along axes.
    ///
    /// @param dimensions the axes
    record Reverse(IntList dimensions) implements Shaping {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            TensorType t = Infer.only(operands);
            Infer.axes(dimensions, t);
            return List.of(t);
        }
    }

    /// The slice that takes part of one axis and all of the others.
    static Slice sliceOf(Shape shape, int axis, int start, int limit) {
        return new Slice(
                IntList.generate(shape.rank(), i -> i == axis ? start : 0),
                IntList.generate(shape.rank(), i -> i == axis ? limit : shape.size(i)),
                IntList.repeat(1, shape.rank()));
    }
}

package io.jacquard.ir;

import java.util.List;

/// Operations that combine the elements along axes.
public sealed interface Reduction extends Op {
    /// How elements are combined; with no element the result is the identity.
    enum Reducer {
        /// Sum, identity 0.
        ADD,
        /// Product, identity 1.
        MULTIPLY,
        /// Largest, NaN if one is; identity the smallest value (minus infinity).
        MAXIMUM,
        /// Smallest, NaN if one is; identity the largest value (infinity).
        MINIMUM,
        /// And of bool, identity true.
        AND,
        /// Or of bool, identity false.
        OR;

        /// The identity for a dtype, as a double.
        public double identity(DType dtype) {
            return switch (this) {
                case ADD, OR -> 0;
                case MULTIPLY, AND -> 1;
                case MAXIMUM -> lowest(dtype);
                case MINIMUM -> highest(dtype);
            };
        }

        void check(TensorType t) {
            boolean logical = this == AND || this == OR;
            if (!(logical == (t.dtype() == DType.BOOL))) {
                throw ShapeException.of(
                        "%s of %s".formatted(this, t),
                        logical ? "bool; compare it first" : "a number; convert it first");
            }
        }

        private static double lowest(DType dtype) {
            return switch (dtype) {
                case F32, F64, BF16, F16 -> Double.NEGATIVE_INFINITY;
                case I8 -> Byte.MIN_VALUE;
                case I32 -> Integer.MIN_VALUE;
                case I64 -> Long.MIN_VALUE;
                case U8, U32, BOOL -> 0;
            };
        }

        private static double highest(DType dtype) {
            return switch (dtype) {
                case F32, F64, BF16, F16 -> Double.POSITIVE_INFINITY;
                case I8 -> Byte.MAX_VALUE;
                case I32 -> Integer.MAX_VALUE;
                case I64 -> Long.MAX_VALUE;
                case U8 -> 255;
                case U32 -> 0xFFFFFFFFL;
                case BOOL -> 1;
            };
        }
    }

    /// Combines all elements along axes, which disappear. Sums of bf16 and f16 accumulate in f32 or
    /// better.
    ///
    /// @param reducer how; and, or take bool, the others numbers
    /// @param dimensions the axes
    record Reduce(Reducer reducer, IntList dimensions) implements Reduction {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            TensorType t = Infer.only(operands);
            Infer.axes(dimensions, t);
            reducer.check(t);
            return List.of(t.with(t.shape().without(dimensions.toArray())));
        }
    }

    /// The i32 index of the largest element along an axis, which disappears: the first of equal
    /// ones, the first NaN if there is one.
    ///
    /// @param dimension the axis; its size is at least 1
    record ArgMax(int dimension) implements Reduction {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            return List.of(index(operands, dimension));
        }
    }

    /// The i32 index of the smallest element along an axis, which disappears: the first of equal
    /// ones, the first NaN if there is one.
    ///
    /// @param dimension the axis; its size is at least 1
    record ArgMin(int dimension) implements Reduction {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            return List.of(index(operands, dimension));
        }
    }

    /// Each element combined with all before it along an axis: running sums, products, maxima,
    /// minima. Floats as in {@link Reduce}, each result rounded once, sums and products grouped in
    /// any way; not one of StableHLO's.
    ///
    /// @param reducer how; not and, or
    /// @param dimension the axis
    /// @param reverse whether with all behind it instead
    record Cumulative(Reducer reducer, int dimension, boolean reverse) implements Reduction {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            TensorType t = Infer.only(operands);
            Infer.axes(IntList.of(dimension), t);
            if (!(reducer != Reducer.AND && reducer != Reducer.OR)) {
                throw ShapeException.of(
                        "running " + reducer,
                        "ADD, MULTIPLY, MAXIMUM or MINIMUM; of bools as integers the last two do it");
            }
            Infer.number(t);
            return List.of(t);
        }
    }

    private static TensorType index(List<TensorType> operands, int dimension) {
        TensorType t = Infer.only(operands);
        Infer.axes(IntList.of(dimension), t);
        if (t.shape().size(dimension) <= 0) {
            throw ShapeException.of(
                    "axis %d of %s is empty".formatted(dimension, t),
                    "1 element or more; there is no index of none");
        }
        return t.with(DType.I32).with(t.shape().without(dimension));
    }
}

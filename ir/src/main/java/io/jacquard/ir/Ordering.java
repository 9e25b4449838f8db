package io.jacquard.ir;

import java.util.List;

/// Operations that put elements in order.
///
/// NaN is larger than all numbers, and all NaN are equal; so are zeros of both signs.
public sealed interface Ordering extends Op {
    /// Sorts along an axis: operands of one shape in one order, which the first of them decide.
    /// Among elements whose keys are equal the order stays as it was.
    ///
    /// @param dimension the axis
    /// @param keys number of operands, from 1, that are compared: the first; by the second where
    ///   the first are equal, and so on. The other operands follow
    /// @param descending whether the largest come first
    record Sort(int dimension, int keys, boolean descending) implements Ordering {
        /// The order of one array, the smallest first.
        public static Sort ascending(int dimension) {
            return new Sort(dimension, 1, false);
        }

        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            if (operands.isEmpty()) {
                throw ShapeException.of("it got no operand", "1 operand or more; add what to sort");
            }
            TensorType first = operands.getFirst();
            Infer.axes(IntList.of(dimension), first);
            if (!(keys > 0 && keys <= operands.size())) {
                throw ShapeException.of(
                        "%d keys for %s".formatted(keys, Infer.counted(operands.size())),
                        "keys from 1 to %d; the first operands are the keys"
                                .formatted(operands.size()));
            }
            for (TensorType t : operands) {
                if (!t.shape().equals(first.shape())) {
                    throw ShapeException.of(
                            "operand shapes differ: %s and %s".formatted(first, t),
                            "equal shapes; broadcast or reshape one of them");
                }
            }
            return List.copyOf(operands);
        }
    }

    /// The largest elements along the last axis, the largest first, and their i32 indices; of equal
    /// ones the first come first.
    ///
    /// @param k how many, from 0 to the size of the last axis
    record TopK(int k) implements Ordering {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            TensorType t = Infer.only(operands);
            if (t.rank() <= 0) {
                throw ShapeException.of("the operand is " + t, "1 axis or more; reshape it first");
            }
            int size = t.shape().size(-1);
            if (!(k >= 0 && k <= size)) {
                throw ShapeException.of(
                        "the %d largest of %d".formatted(k, size),
                        "k from 0 to %d; it is the size of the last axis".formatted(size));
            }
            TensorType values = t.with(t.shape().with(-1, k));
            return List.of(values, values.with(DType.I32));
        }
    }
}

package io.jacquard.ir;

import java.util.List;

/// Operations that work on each element by itself; all operands have equal shapes.
public sealed interface Elementwise extends Op
        permits Unary, Binary, Elementwise.Compare, Elementwise.Select, Elementwise.Convert {

    /// How two elements are compared. Floats as IEEE 754: NaN is not equal to anything.
    enum Direction {
        /// equal
        EQ,
        /// not equal
        NE,
        /// greater or equal
        GE,
        /// greater
        GT,
        /// less or equal
        LE,
        /// less
        LT
    }

    /// Compares two arrays of equal type; the result is bool.
    ///
    /// @param direction the relation that gives true
    record Compare(Direction direction) implements Elementwise {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            return List.of(Infer.same(operands, 2).with(DType.BOOL));
        }
    }

    /// Operands `pred` (bool), `on_true`, `on_false`: picks by `pred`.
    record Select() implements Elementwise {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            Infer.count(operands, 3);
            TensorType t = Infer.same(operands.subList(1, 3), 2);
            TensorType pred = operands.getFirst();
            Infer.check(
                    pred.equals(t.with(DType.BOOL)),
                    "the predicate is " + pred,
                    "" + t.with(DType.BOOL));
            return List.of(t);
        }
    }

    /// Converts to another dtype: to a float to nearest even; from a float to an integer truncated
    /// and saturated (NaN becomes 0); from an integer to an integer by its low bits; to bool true
    /// for any value but 0.
    ///
    /// @param dtype the dtype of the result
    record Convert(DType dtype) implements Elementwise {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            return List.of(Infer.only(operands).with(dtype));
        }
    }
}

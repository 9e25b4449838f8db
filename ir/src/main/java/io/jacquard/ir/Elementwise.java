package io.jacquard.ir;

import java.util.List;

/// Operations that work on each element by itself; all operands have equal shapes, and so has the
/// result, but for {@link BitcastConvert} between widths.
public sealed interface Elementwise extends Op
        permits Unary,
                Binary,
                Elementwise.Compare,
                Elementwise.Select,
                Elementwise.Clamp,
                Elementwise.Convert,
                Elementwise.BitcastConvert,
                Elementwise.ReducePrecision {

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
            if (!pred.equals(t.with(DType.BOOL))) {
                throw ShapeException.of(
                        "the predicate is " + pred,
                        t.with(DType.BOOL) + "; compare, convert or broadcast it");
            }
            return List.of(t);
        }
    }

    /// Operands `min`, `operand`, `max`, all of one type: `minimum(maximum(operand, min), max)`.
    /// NaN if one of them is; `max` where it is below `min`. Scalar bounds are broadcast before.
    record Clamp() implements Elementwise {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            TensorType t = Infer.same(operands, 3);
            Infer.number(t);
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

    /// The same bits as another dtype. To a dtype of a k-th of the width a last axis of size k is
    /// added, the lowest bits first; to one of k times the width the last axis, of size k, goes.
    /// Which NaN's bits a NaN has is not defined: the interpreter takes the quiet one of positive
    /// sign.
    ///
    /// @param dtype the dtype of the result; bool has no bits of its own
    record BitcastConvert(DType dtype) implements Elementwise {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            TensorType t = Infer.only(operands);
            if (!(t.dtype() != DType.BOOL && dtype != DType.BOOL)) {
                throw ShapeException.of(
                        "the bits of %s as %s".formatted(t, dtype.text()),
                        "dtypes other than bool; use convert");
            }
            int from = t.dtype().bytes();
            int to = dtype.bytes();
            if (from >= to) {
                int parts = from / to;
                return List.of(
                        new TensorType(
                                dtype, parts == 1 ? t.shape() : t.shape().insert(t.rank(), parts)));
            }
            int parts = to / from;
            if (!(t.rank() > 0 && t.shape().size(-1) == parts)) {
                throw ShapeException.of(
                        "the last axis of %s does not make elements of %s"
                                .formatted(t, dtype.text()),
                        "a last axis of size %d; reshape it first".formatted(parts));
            }
            return List.of(new TensorType(dtype, t.shape().without(t.rank() - 1)));
        }
    }

    /// Rounds to the nearest number of a floating format with fewer bits, ties to even, and keeps
    /// the dtype. Beyond the format's range it is infinite, below its smallest normal number 0,
    /// with the sign of the operand. NaN stays; without mantissa bits it becomes infinity.
    ///
    /// A part that the dtype has no more of stays: its exponent, its subnormal numbers.
    ///
    /// @param exponentBits bits of the exponent, from 1
    /// @param mantissaBits bits of the mantissa without the leading one, from 0
    record ReducePrecision(int exponentBits, int mantissaBits) implements Elementwise {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            TensorType t = Infer.only(operands);
            Infer.floating(t);
            if (!(exponentBits >= 1 && mantissaBits >= 0)) {
                throw ShapeException.of(
                        "%d exponent and %d mantissa bits".formatted(exponentBits, mantissaBits),
                        "1 exponent bit or more, 0 mantissa bits or more; bf16 has 8 and 7");
            }
            return List.of(t);
        }
    }
}

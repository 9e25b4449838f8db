package io.jacquard.ir;

import java.util.List;

/// Elementwise operations of two operands of equal type; the result has that type.
public sealed interface Binary extends Elementwise {
    @Override
    default List<TensorType> infer(List<TensorType> operands) {
        TensorType t = Infer.same(operands, 2);
        Infer.number(t);
        return List.of(t);
    }

    /// The angle of the point that is y to the right and x up, in radians from -pi to pi: the arc
    /// tangent of `x / y` where y is positive. The signs of zeros count: of -0 and -1 it is -pi.
    record Atan2() implements Binary {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            TensorType t = Infer.same(operands, 2);
            Infer.floating(t);
            return List.of(t);
        }
    }

    /// Binary operations of bits: bool and integers.
    sealed interface Bits extends Binary {
        @Override
        default List<TensorType> infer(List<TensorType> operands) {
            TensorType t = Infer.same(operands, 2);
            if (t.dtype().isFloat()) {
                throw ShapeException.of(
                        t + " is floating", "bool or integers; compare or convert them first");
            }
            return List.of(t);
        }
    }

    /// Shifts of integers; shifting by the width or more, or by less than 0, gives 0 (or the sign).
    sealed interface Shift extends Binary {
        @Override
        default List<TensorType> infer(List<TensorType> operands) {
            TensorType t = Infer.same(operands, 2);
            if (!t.dtype().isInteger()) {
                throw ShapeException.of(t + " is no integer", "integers; convert them first");
            }
            return List.of(t);
        }
    }

    /// `x + y`; integers wrap.
    record Add() implements Binary {}

    /// `x - y`; integers wrap.
    record Subtract() implements Binary {}

    /// `x * y`; integers wrap.
    record Multiply() implements Binary {}

    /// `x / y`; integers truncate, by 0 gives -1 (all bits set), the smallest by -1 wraps.
    record Divide() implements Binary {}

    /// The remainder with the sign of x; of an integer by 0 it is x.
    record Remainder() implements Binary {}

    /// The larger; NaN if either is; +0 is larger than -0.
    record Maximum() implements Binary {}

    /// The smaller; NaN if either is; -0 is smaller than +0.
    record Minimum() implements Binary {}

    /// `x^y`; of integers by repeated multiplication, with a negative exponent 0 unless x is 1 or
    /// -1.
    record Power() implements Binary {}

    /// Logical or bitwise and.
    record And() implements Bits {}

    /// Logical or bitwise or.
    record Or() implements Bits {}

    /// Logical or bitwise exclusive or.
    record Xor() implements Bits {}

    /// `x << y`
    record ShiftLeft() implements Shift {}

    /// `x >> y`, the sign repeated.
    record ShiftRightArithmetic() implements Shift {}

    /// `x >>> y`, filled with zeros.
    record ShiftRightLogical() implements Shift {}
}

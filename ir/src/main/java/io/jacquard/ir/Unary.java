package io.jacquard.ir;

import java.util.List;

/// Elementwise operations of one operand; the result has its type.
public sealed interface Unary extends Elementwise {
    @Override
    default List<TensorType> infer(List<TensorType> operands) {
        TensorType t = Infer.only(operands);
        Infer.floating(t);
        return List.of(t);
    }

    /// Unary operations that integers have too.
    sealed interface Numeric extends Unary {
        @Override
        default List<TensorType> infer(List<TensorType> operands) {
            TensorType t = Infer.only(operands);
            Infer.check(t.dtype() != DType.BOOL, t + " is no number", "a number; convert it first");
            return List.of(t);
        }
    }

    /// Unary operations of integers alone.
    sealed interface Integral extends Unary {
        @Override
        default List<TensorType> infer(List<TensorType> operands) {
            TensorType t = Infer.only(operands);
            Infer.check(t.dtype().isInteger(), t + " is no integer", "an integer");
            return List.of(t);
        }
    }

    /// `|x|`; the smallest signed integer stays itself.
    record Abs() implements Numeric {}

    /// The cube root; of a negative number negative.
    record Cbrt() implements Unary {}

    /// The smallest integer not below x.
    record Ceil() implements Unary {}

    /// `cos(x)`, x in radians.
    record Cosine() implements Unary {}

    /// The number of zero bits above the highest one bit of an integer: all of its dtype's bits for
    /// 0, none for a negative number.
    record CountLeadingZeros() implements Integral {}

    /// The error function.
    record Erf() implements Unary {}

    /// `e^x`
    record Exponential() implements Unary {}

    /// `e^x - 1`, accurate near 0.
    record ExponentialMinusOne() implements Unary {}

    /// The largest integer not above x.
    record Floor() implements Unary {}

    /// True unless x is infinite or NaN; the result is bool.
    record IsFinite() implements Unary {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            TensorType t = Infer.only(operands);
            Infer.floating(t);
            return List.of(t.with(DType.BOOL));
        }
    }

    /// The natural logarithm.
    record Log() implements Unary {}

    /// `log(1 + x)`, accurate near 0.
    record LogPlusOne() implements Unary {}

    /// `1 / (1 + e^-x)`
    record Logistic() implements Unary {}

    /// `-x`; integers wrap.
    record Negate() implements Numeric {}

    /// Logical not of bool, bitwise not of integers.
    record Not() implements Unary {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            TensorType t = Infer.only(operands);
            Infer.check(!t.dtype().isFloat(), t + " is floating", "bool or an integer");
            return List.of(t);
        }
    }

    /// The number of one bits of an integer.
    record Popcnt() implements Integral {}

    /// The nearest integer, ties away from zero.
    record RoundNearestAfz() implements Unary {}

    /// The nearest integer, ties to even.
    record RoundNearestEven() implements Unary {}

    /// `1 / sqrt(x)`
    record Rsqrt() implements Unary {}

    /// -1, 0 or 1; a float 0 keeps its sign, NaN stays NaN.
    record Sign() implements Numeric {}

    /// `sin(x)`, x in radians.
    record Sine() implements Unary {}

    /// The square root.
    record Sqrt() implements Unary {}

    /// `tan(x)`, x in radians.
    record Tan() implements Unary {}

    /// The hyperbolic tangent.
    record Tanh() implements Unary {}
}

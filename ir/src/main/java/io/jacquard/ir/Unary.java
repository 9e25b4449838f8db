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

    /// Functions of one real number: of floats alone, computed in f64 and rounded once to the
    /// dtype.
    sealed interface Real extends Unary {
        /// Each of them, for tests and tables of all.
        static List<Real> all() {
            return List.of(
                    new Cbrt(),
                    new Ceil(),
                    new Cosine(),
                    new Erf(),
                    new ErfInv(),
                    new Exponential(),
                    new ExponentialMinusOne(),
                    new Floor(),
                    new Log(),
                    new LogPlusOne(),
                    new Logistic(),
                    new RoundNearestAfz(),
                    new RoundNearestEven(),
                    new Rsqrt(),
                    new Sine(),
                    new Sqrt(),
                    new Tan(),
                    new Tanh());
        }
    }

    /// Unary operations that integers have too.
    sealed interface Numeric extends Unary {
        @Override
        default List<TensorType> infer(List<TensorType> operands) {
            TensorType t = Infer.only(operands);
            Infer.number(t);
            return List.of(t);
        }
    }

    /// Unary operations of integers alone.
    sealed interface Integral extends Unary {
        @Override
        default List<TensorType> infer(List<TensorType> operands) {
            TensorType t = Infer.only(operands);
            if (!t.dtype().isInteger()) {
                throw ShapeException.of(t + " is no integer", "an integer; convert it first");
            }
            return List.of(t);
        }
    }

    /// `|x|`; the smallest signed integer stays itself.
    record Abs() implements Numeric {}

    /// The cube root; of a negative number negative.
    record Cbrt() implements Real {}

    /// The smallest integer not below x.
    record Ceil() implements Real {}

    /// `cos(x)`, x in radians.
    record Cosine() implements Real {}

    /// The number of zero bits above the highest one bit of an integer: all of its dtype's bits for
    /// 0, none for a negative number.
    record CountLeadingZeros() implements Integral {}

    /// The error function.
    record Erf() implements Real {}

    /// The inverse of the error function, CHLO's `erf_inv`: infinite with its sign at 1 and -1, NaN
    /// beyond.
    record ErfInv() implements Real {}

    /// `e^x`
    record Exponential() implements Real {}

    /// `e^x - 1`, accurate near 0.
    record ExponentialMinusOne() implements Real {}

    /// The largest integer not above x.
    record Floor() implements Real {}

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
    record Log() implements Real {}

    /// `log(1 + x)`, accurate near 0.
    record LogPlusOne() implements Real {}

    /// `1 / (1 + e^-x)`
    record Logistic() implements Real {}

    /// `-x`; integers wrap.
    record Negate() implements Numeric {}

    /// Logical not of bool, bitwise not of integers.
    record Not() implements Unary {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            TensorType t = Infer.only(operands);
            if (t.dtype().isFloat()) {
                throw ShapeException.of(
                        t + " is floating", "bool or an integer; compare or convert it first");
            }
            return List.of(t);
        }
    }

    /// The number of one bits of an integer.
    record Popcnt() implements Integral {}

    /// The nearest integer, ties away from zero.
    record RoundNearestAfz() implements Real {}

    /// The nearest integer, ties to even.
    record RoundNearestEven() implements Real {}

    /// `1 / sqrt(x)`
    record Rsqrt() implements Real {}

    /// -1, 0 or 1; a float 0 keeps its sign, NaN stays NaN.
    record Sign() implements Numeric {}

    /// `sin(x)`, x in radians.
    record Sine() implements Real {}

    /// The square root.
    record Sqrt() implements Real {}

    /// `tan(x)`, x in radians.
    record Tan() implements Real {}

    /// The hyperbolic tangent.
    record Tanh() implements Real {}
}

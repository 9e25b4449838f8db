package io.jacquard.tensor;

import io.jacquard.ir.Binary;
import io.jacquard.ir.Elementwise;
import io.jacquard.ir.Unary;

/// What {@link Tensor} computes element by element. Integers wrap; {@link Tensor#to} converts.
sealed interface TensorArithmetic permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    /// `this + other`
    default Tensor add(Tensor other) {
        return self().binary("add", new Binary.Add(), other);
    }

    /// `this + number`
    default Tensor add(double number) {
        return self().add(self().number("add", number));
    }

    /// `this - other`
    default Tensor sub(Tensor other) {
        return self().binary("sub", new Binary.Subtract(), other);
    }

    /// `this - number`
    default Tensor sub(double number) {
        return self().sub(self().number("sub", number));
    }

    /// `this * other`, element by element
    default Tensor mul(Tensor other) {
        return self().binary("mul", new Binary.Multiply(), other);
    }

    /// `this * number`
    default Tensor mul(double number) {
        return self().mul(self().number("mul", number));
    }

    /// `this / other`; integers truncate
    default Tensor div(Tensor other) {
        return self().binary("div", new Binary.Divide(), other);
    }

    /// `this / number`
    default Tensor div(double number) {
        return self().div(self().number("div", number));
    }

    /// `this ^ other`
    default Tensor pow(Tensor other) {
        return self().binary("pow", new Binary.Power(), other);
    }

    /// `this ^ number`
    default Tensor pow(double number) {
        return self().pow(self().number("pow", number));
    }

    /// The remainder of `this / other`, with the sign of this
    default Tensor remainder(Tensor other) {
        return self().binary("remainder", new Binary.Remainder(), other);
    }

    /// The larger of two; NaN if either is
    default Tensor maximum(Tensor other) {
        return self().binary("maximum", new Binary.Maximum(), other);
    }

    /// The larger of this and a number
    default Tensor maximum(double number) {
        return self().maximum(self().number("maximum", number));
    }

    /// The smaller of two; NaN if either is
    default Tensor minimum(Tensor other) {
        return self().binary("minimum", new Binary.Minimum(), other);
    }

    /// The smaller of this and a number
    default Tensor minimum(double number) {
        return self().minimum(self().number("minimum", number));
    }

    /// `min(max(this, low), high)`: each element brought into a range; NaN stays
    ///
    /// @param low the smallest, a number of this dtype
    /// @param high the largest; where it is below `low`, all elements become it
    default Tensor clamp(double low, double high) {
        return self().made(
                        new Elementwise.Clamp(),
                        self().like("clamp", low),
                        self(),
                        self().like("clamp", high));
    }

    /// `min(max(this, low), high)`, element by element; NaN if one of the three is
    ///
    /// @param low broadcast to this shape
    /// @param high broadcast to this shape
    /// @throws io.jacquard.ir.ShapeException if the dtypes differ or a bound does not broadcast
    default Tensor clamp(Tensor low, Tensor high) {
        return self().made(
                        new Elementwise.Clamp(),
                        low.broadcastTo(self().shape()),
                        self(),
                        high.broadcastTo(self().shape()));
    }

    /// The angle of the point that is `other` to the right and this up, in radians from -pi to pi:
    /// the arc tangent of `this / other` where the other is positive
    ///
    /// @throws io.jacquard.ir.ShapeException if the two are not floats of one dtype
    default Tensor atan2(Tensor other) {
        return self().binary("atan2", new Binary.Atan2(), other);
    }

    /// `-this`
    default Tensor neg() {
        return self().op(new Unary.Negate());
    }

    /// `|this|`
    default Tensor abs() {
        return self().op(new Unary.Abs());
    }

    /// -1, 0 or 1
    default Tensor sign() {
        return self().op(new Unary.Sign());
    }

    /// `this * this`
    default Tensor square() {
        return self().mul(self());
    }

    /// The square root
    default Tensor sqrt() {
        return self().op(new Unary.Sqrt());
    }

    /// `1 / sqrt(this)`
    default Tensor rsqrt() {
        return self().op(new Unary.Rsqrt());
    }

    /// The cube root; of a negative number negative
    default Tensor cbrt() {
        return self().op(new Unary.Cbrt());
    }

    /// `e ^ this`
    default Tensor exp() {
        return self().op(new Unary.Exponential());
    }

    /// `e ^ this - 1`, accurate near 0
    default Tensor expm1() {
        return self().op(new Unary.ExponentialMinusOne());
    }

    /// The natural logarithm
    default Tensor log() {
        return self().op(new Unary.Log());
    }

    /// `log(1 + this)`, accurate near 0
    default Tensor log1p() {
        return self().op(new Unary.LogPlusOne());
    }

    /// The sine, of radians
    default Tensor sin() {
        return self().op(new Unary.Sine());
    }

    /// The cosine, of radians
    default Tensor cos() {
        return self().op(new Unary.Cosine());
    }

    /// The tangent, of radians
    default Tensor tan() {
        return self().op(new Unary.Tan());
    }

    /// The hyperbolic tangent
    default Tensor tanh() {
        return self().op(new Unary.Tanh());
    }

    /// `1 / (1 + e ^ -this)`
    default Tensor sigmoid() {
        return self().op(new Unary.Logistic());
    }

    /// The error function
    default Tensor erf() {
        return self().op(new Unary.Erf());
    }

    /// The inverse of {@link #erf}: infinite at 1 and -1, NaN beyond; PyTorch's and JAX's `erfinv`
    ///
    /// @throws io.jacquard.ir.ShapeException if the dtype is not floating
    default Tensor erfInv() {
        return self().op(new Unary.ErfInv());
    }

    /// The largest integer not above
    default Tensor floor() {
        return self().op(new Unary.Floor());
    }

    /// The smallest integer not below
    default Tensor ceil() {
        return self().op(new Unary.Ceil());
    }

    /// The nearest integer, ties to even
    default Tensor round() {
        return self().op(new Unary.RoundNearestEven());
    }

    /// The nearest integer, ties away from zero
    default Tensor roundAwayFromZero() {
        return self().op(new Unary.RoundNearestAfz());
    }

    /// Rounded to a floating format of fewer bits, in the same dtype: JAX's `lax.reduce_precision`
    ///
    /// @param exponentBits bits of the exponent, from 1; 8 in bf16
    /// @param mantissaBits bits of the mantissa without the leading one, from 0; 7 in bf16
    default Tensor reducePrecision(int exponentBits, int mantissaBits) {
        return self().op(new Elementwise.ReducePrecision(exponentBits, mantissaBits));
    }
}

package io.jacquard.nn;

import io.jacquard.tensor.Tensor;

/// What the size of a parameter adds to the loss.
@FunctionalInterface
public interface Penalty {
    /// The penalty of a parameter's value.
    ///
    /// @param value the value, of any shape
    /// @return a scalar of the value's dtype
    Tensor of(Tensor value);

    /// `rate * sum(|value|)`: draws values to exactly 0.
    ///
    /// @param rate from 0
    static Penalty l1(double rate) {
        check(rate);
        return value -> value.abs().sum().mul(rate);
    }

    /// `rate * sum(value^2)`, Keras's definition: twice the weight decay that PyTorch calls by that
    /// number.
    ///
    /// @param rate from 0
    static Penalty l2(double rate) {
        check(rate);
        return value -> value.square().sum().mul(rate);
    }

    private static void check(double rate) {
        if (!(rate >= 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException("the rate of a penalty is from 0, got " + rate);
        }
    }
}

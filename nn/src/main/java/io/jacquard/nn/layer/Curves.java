package io.jacquard.nn.layer;

import io.jacquard.tensor.Tensor;

/// The activations that are more than one operation, written so that their gradients are right at
/// kinks and finite far out.
final class Curves {
    private static final double SELU_ALPHA = 1.6732632423543772;
    private static final double SELU_SCALE = 1.0507009873554805;

    private Curves() {}

    static Tensor positive(Tensor x, Tensor yes, Tensor no) {
        return x.gt(x.like(0)).where(yes, no);
    }

    static Tensor relu6(Tensor x) {
        return x.ge(x.like(6)).where(x.like(6), x.relu());
    }

    // The argument of the exponential is cut at 0: an infinite value on the branch that is not
    // taken would make the gradient NaN.
    static Tensor elu(Tensor x, double alpha) {
        Tensor below = positive(x, x.like(0), x);
        return positive(x, x, below.expm1().mul(alpha));
    }

    static Tensor selu(Tensor x) {
        return elu(x, SELU_ALPHA).mul(SELU_SCALE);
    }

    // max(x, 0) + log(1 + e^-|x|), with |x| chosen such that the gradient at 0 is 1/2.
    static Tensor softplus(Tensor x) {
        return x.relu().add(positive(x, x.neg(), x).exp().log1p());
    }

    static Tensor hardSigmoid(Tensor x) {
        Tensor middle = x.mul(1 / 6.0).add(0.5);
        return cut(x, x.like(0), middle, x.like(1));
    }

    static Tensor hardSwish(Tensor x) {
        Tensor middle = x.mul(x.mul(1 / 6.0).add(0.5));
        return cut(x, x.like(0), middle, x);
    }

    private static Tensor cut(Tensor x, Tensor below, Tensor middle, Tensor above) {
        Tensor high = x.ge(x.like(3)).where(above, middle);
        return x.le(x.like(-3)).where(below, high);
    }
}

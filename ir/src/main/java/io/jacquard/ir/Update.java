package io.jacquard.ir;

import java.util.List;

/// Composites that make a parameter's next value and state from its gradient. All operands are of
/// one floating dtype: arrays of the parameter's shape, then numbers of the step, scalars. 16-bit
/// floats are computed in f32 and rounded once.
public sealed interface Update extends Composite {
    /// Gradient descent, as PyTorch's SGD: `g = gradient + weightDecay * value`, `velocity =
    /// momentum * velocity + g`, `value = value - rate * velocity`, or of Nesterov's kind `value -
    /// rate * (g + momentum * velocity)`.
    ///
    /// Operands: value, gradient, with a momentum other than 0 the velocity, and the rate. Results:
    /// the next value and velocity, if there is one.
    ///
    /// Source: Sutskever et al., *On the importance of initialization and momentum in deep
    /// learning*, 2013, section 2.
    ///
    /// @param momentum share of the old velocity; 0 for none
    /// @param nesterov whether the velocity is looked ahead
    /// @param weightDecay added to the gradient times the value
    record Sgd(double momentum, boolean nesterov, double weightDecay) implements Update {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            List<String> states = momentum == 0 ? List.of() : List.of("the velocity");
            return Updates.checked(operands, states, List.of("the rate"));
        }

        @Override
        public List<Value> decompose(Builder builder, List<Value> operands) {
            return Updates.of(builder, this, operands);
        }
    }

    /// Adam, or with a decay AdamW: `mean = beta1 * mean + (1 - beta1) * gradient`, `square = beta2
    /// * square + (1 - beta2) * gradient^2`, `value = value * (1 - rate * weightDecay) - stepSize *
    ///   mean / (sqrt(square) * rootScale + epsilon)`.
    ///
    /// Operands: value, gradient, mean, square; the scalars stepSize, `rate / (1 - beta1^t)`, and
    /// rootScale, `1 / sqrt(1 - beta2^t)`; with a decay other than 0 the rate. Results: the next
    /// value, mean and square.
    ///
    /// Source: Kingma, Ba, *Adam*, 2015, arXiv 1412.6980, algorithm 1; Loshchilov, Hutter,
    /// *Decoupled weight decay regularization*, 2019, arXiv 1711.05101, algorithm 2.
    ///
    /// @param beta1 share of the old mean
    /// @param beta2 share of the old mean square
    /// @param epsilon added to the root
    /// @param weightDecay decoupled decay; 0 for none
    record Adam(double beta1, double beta2, double epsilon, double weightDecay) implements Update {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            List<String> scalars = List.of("the step size", "the root scale", "the rate");
            return Updates.checked(
                    operands,
                    List.of("the mean", "the square"),
                    scalars.subList(0, weightDecay == 0 ? 2 : 3));
        }

        @Override
        public List<Value> decompose(Builder builder, List<Value> operands) {
            return Updates.of(builder, this, operands);
        }
    }
}

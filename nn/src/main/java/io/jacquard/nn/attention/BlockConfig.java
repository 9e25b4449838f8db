package io.jacquard.nn.attention;

import io.jacquard.nn.Scope;
import io.jacquard.nn.layer.Activation;
import io.jacquard.nn.layer.LayerNorm;
import io.jacquard.nn.layer.Linear;
import io.jacquard.tensor.Refusal;

/// Sizes of the blocks of an encoder or decoder.
///
/// @param width features of a token
/// @param heads number of heads, a divisor of the width
/// @param hidden features inside of the perceptron, from 1
/// @param dropout probability used at each place, from 0 to below 1
/// @param style what else they do
public record BlockConfig(int width, int heads, int hidden, double dropout, Style style) {
    /// What blocks do beside their sizes.
    ///
    /// @param order where normalizations stand
    /// @param activation of the perceptron
    /// @param epsilon of the normalizations
    public record Style(Residual.Order order, Activation activation, double epsilon) {}

    /// Checks the sizes.
    public BlockConfig {
        if (width < 1 || heads < 1 || width % heads != 0 || hidden < 1) {
            throw Refusal.argument(
                    "block",
                    "there is no such block",
                    "width %d, %d heads, hidden %d".formatted(width, heads, hidden),
                    "sizes from 1, the width a multiple of the heads; change one of them");
        }
    }

    /// Blocks as those of PyTorch: relu, normalization after the sum, dropout 0.1, epsilon 1e-5.
    ///
    /// @param width features of a token
    /// @param heads number of heads, a divisor of the width
    /// @param hidden features inside of the perceptron; 4 times the width is usual
    public static BlockConfig of(int width, int heads, int hidden) {
        Style style = new Style(Residual.Order.AFTER, Activation.relu(), 1e-5);
        return new BlockConfig(width, heads, hidden, 0.1, style);
    }

    /// These with another dropout.
    ///
    /// @param rate from 0 to below 1
    public BlockConfig withDropout(double rate) {
        return new BlockConfig(width, heads, hidden, rate, style);
    }

    /// These with normalizations elsewhere: PyTorch's `norm_first`.
    public BlockConfig with(Residual.Order order) {
        return with(new Style(order, style.activation, style.epsilon));
    }

    /// These with another activation.
    public BlockConfig with(Activation activation) {
        return with(new Style(style.order, activation, style.epsilon));
    }

    private BlockConfig with(Style other) {
        return new BlockConfig(width, heads, hidden, dropout, other);
    }

    AttentionConfig attention() {
        return AttentionConfig.of(width, heads).withDropout(dropout);
    }

    Residual residual(Scope scope) {
        LayerNorm norm = new LayerNorm(scope, width).withEpsilon(style.epsilon);
        return new Residual(norm, style.order, dropout);
    }

    FeedForward feedForward(Scope scope) {
        return new FeedForward(
                new Linear(scope.in("linear1"), width, hidden),
                style.activation,
                new Linear(scope.in("linear2"), hidden, width),
                dropout);
    }
}

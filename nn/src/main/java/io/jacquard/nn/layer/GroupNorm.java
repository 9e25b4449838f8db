package io.jacquard.nn.layer;

import io.jacquard.nn.Layer;
import io.jacquard.nn.Parameter;
import io.jacquard.nn.Scope;
import io.jacquard.nn.init.Initializers;
import io.jacquard.tensor.Refusal;
import io.jacquard.tensor.Tensor;

/// Normalizes groups of neighboring channels of each example to mean 0 and variance 1, over the
/// spatial axes too, then scales and shifts each channel.
///
/// | value | shape |
/// |---|---|
/// | input, output | `f32[batch, spatial..., channels]` |
/// | `weight`, which starts at 1 | `f32[channels]` |
/// | `bias`, which starts at 0 | `f32[channels]` |
///
/// One group is layer normalization over space too, a group a channel instance normalization.
///
/// Source: Wu, He, *Group normalization*, 2018, arXiv 1803.08494, equation 7.
public final class GroupNorm implements Layer {
    private final Scope scope;
    private final int groups;
    private final Parameter weight;
    private final Parameter bias;
    private final double epsilon;

    private GroupNorm(Scope scope, int groups, Parameter weight, Parameter bias, double epsilon) {
        this.scope = scope;
        this.groups = groups;
        this.weight = weight;
        this.bias = bias;
        this.epsilon = epsilon;
    }

    /// A normalization with PyTorch's epsilon of 1e-5.
    ///
    /// @param scope where the parameters are
    /// @param groups number of groups, a divisor of the channels
    /// @param channels of the input, from 1
    /// @throws IllegalArgumentException if the groups do not divide the channels
    public GroupNorm(Scope scope, int groups, int channels) {
        this(
                scope,
                divided(groups, channels),
                scope.parameter(
                        "weight", Sizes.features("groupNorm", channels), Initializers.ones()),
                scope.parameter(
                        "bias", Sizes.features("groupNorm", channels), Initializers.zeros()),
                1e-5);
    }

    private static int divided(int groups, int channels) {
        if (groups < 1 || channels % groups != 0) {
            throw Refusal.argument(
                    "groupNorm",
                    "the groups do not divide the channels",
                    "%d groups of %d channels".formatted(groups, channels),
                    "a divisor of the channels; change one of the two");
        }
        return groups;
    }

    /// This layer, with the same parameters, with another number added to the variance.
    ///
    /// @param newEpsilon from 0; 1e-3 in Keras
    public GroupNorm withEpsilon(double newEpsilon) {
        return new GroupNorm(scope, groups, weight, bias, Sizes.epsilon("groupNorm", newEpsilon));
    }

    /// The scale, `f32[channels]`.
    public Parameter weight() {
        return weight;
    }

    /// The offset, `f32[channels]`.
    public Parameter bias() {
        return bias;
    }

    /// @throws io.jacquard.ir.ShapeException if the last axis is not the channels or there is no
    ///   other
    @Override
    public Tensor forward(Tensor x) {
        return scope.call(
                this,
                () -> {
                    Sizes.last("groupNorm", x, weight.type().shape().size(0));
                    return x.groupNorm(groups, weight.value(), bias.value(), epsilon);
                });
    }

    @Override
    public String title() {
        return "GroupNorm(%d, %d)".formatted(groups, weight.type().shape().size(0));
    }
}

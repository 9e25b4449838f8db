package io.jacquard.nn.layer;

import io.jacquard.nn.Layer;
import io.jacquard.nn.Parameter;
import io.jacquard.nn.Scope;
import io.jacquard.nn.init.Initializers;
import io.jacquard.tensor.Tensor;

/// Normalizes the last axes of each example to mean 0 and variance 1, then scales and shifts them:
/// `y = weight * (x - mean) / sqrt(variance + epsilon) + bias`.
///
/// | value | shape |
/// |---|---|
/// | input, output | `f32[..., features...]` |
/// | `weight`, which starts at 1 | `f32[features...]` |
/// | `bias`, which starts at 0 | `f32[features...]` |
///
/// Source: Ba, Kiros, Hinton, *Layer normalization*, 2016, arXiv 1607.06450, equation 4.
public final class LayerNorm implements Layer {
    private final Scope scope;
    private final Parameter weight;
    private final Parameter bias;
    private final double epsilon;

    private LayerNorm(Scope scope, Parameter weight, Parameter bias, double epsilon) {
        this.scope = scope;
        this.weight = weight;
        this.bias = bias;
        this.epsilon = epsilon;
    }

    /// A normalization with PyTorch's epsilon of 1e-5.
    ///
    /// @param scope where the parameters are
    /// @param features sizes of the last axes that are normalized, at least one
    public LayerNorm(Scope scope, int... features) {
        this(
                scope,
                scope.parameter(
                        "weight", Sizes.features("layerNorm", features), Initializers.ones()),
                scope.parameter(
                        "bias", Sizes.features("layerNorm", features), Initializers.zeros()),
                1e-5);
    }

    /// This layer, with the same parameters, with another number added to the variance.
    ///
    /// @param newEpsilon from 0; 1e-3 in Keras, 1e-12 in BERT
    public LayerNorm withEpsilon(double newEpsilon) {
        return new LayerNorm(scope, weight, bias, Sizes.epsilon("layerNorm", newEpsilon));
    }

    /// The scale, `f32[features...]`.
    public Parameter weight() {
        return weight;
    }

    /// The offset, `f32[features...]`.
    public Parameter bias() {
        return bias;
    }

    /// @throws io.jacquard.ir.ShapeException if the last axes are not the features
    @Override
    public Tensor forward(Tensor x) {
        return scope.call(
                this,
                () -> {
                    Sizes.last("layerNorm", x, weight.type().shape());
                    return x.layerNorm(weight.value(), bias.value(), epsilon);
                });
    }

    @Override
    public String title() {
        return "LayerNorm(%s)".formatted(Sizes.text(weight.type().shape()));
    }
}

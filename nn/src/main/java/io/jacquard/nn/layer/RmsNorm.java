package io.jacquard.nn.layer;

import io.jacquard.nn.Layer;
import io.jacquard.nn.Parameter;
import io.jacquard.nn.Scope;
import io.jacquard.nn.init.Initializers;
import io.jacquard.tensor.Tensor;

/// Divides the last axes of each example by their root mean square and scales them: `y = weight * x
/// / sqrt(mean(x^2) + epsilon)`.
///
/// | value | shape |
/// |---|---|
/// | input, output | `f32[..., features...]` |
/// | `weight`, which starts at 1 | `f32[features...]` |
///
/// Source: Zhang, Sennrich, *Root mean square layer normalization*, 2019, arXiv 1910.07467,
/// equation 4.
public final class RmsNorm implements Layer {
    private final Scope scope;
    private final Parameter weight;
    private final double epsilon;

    private RmsNorm(Scope scope, Parameter weight, double epsilon) {
        this.scope = scope;
        this.weight = weight;
        this.epsilon = epsilon;
    }

    /// A normalization with Llama's epsilon of 1e-6.
    ///
    /// @param scope where the weight is
    /// @param features sizes of the last axes that are normalized, at least one
    public RmsNorm(Scope scope, int... features) {
        this(
                scope,
                scope.parameter("weight", Sizes.features("rmsNorm", features), Initializers.ones()),
                1e-6);
    }

    /// This layer, with the same weight, with another number added to the mean square.
    ///
    /// @param newEpsilon from 0; 1e-5 in Llama 2 and later
    public RmsNorm withEpsilon(double newEpsilon) {
        return new RmsNorm(scope, weight, Sizes.epsilon("rmsNorm", newEpsilon));
    }

    /// The scale, `f32[features...]`.
    public Parameter weight() {
        return weight;
    }

    /// @throws io.jacquard.ir.ShapeException if the last axes are not the features
    @Override
    public Tensor forward(Tensor x) {
        return scope.call(
                this,
                () -> {
                    Sizes.last("rmsNorm", x, weight.type().shape());
                    return x.rmsNorm(weight.value(), epsilon);
                });
    }

    @Override
    public String title() {
        return "RmsNorm(%s)".formatted(Sizes.text(weight.type().shape()));
    }
}

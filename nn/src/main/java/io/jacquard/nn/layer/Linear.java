package io.jacquard.nn.layer;

import io.jacquard.ir.DType;
import io.jacquard.ir.ShapeException;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Parameter;
import io.jacquard.nn.Scope;
import io.jacquard.nn.init.Initializer;
import io.jacquard.nn.init.Initializers;
import io.jacquard.tensor.Tensor;
import java.util.List;

/// An affine map of the last axis, also called dense or fully connected: `y = x * weight + bias`.
///
/// | value | shape |
/// |---|---|
/// | input | `f32[..., in]` |
/// | output | `f32[..., out]` |
/// | `weight` | `f32[in, out]` |
/// | `bias` | `f32[out]` |
///
/// {@snippet file="io/jacquard/nn/SnippetsTest.java" region="linear"}
public final class Linear implements Layer {
    private final Scope scope;
    private final Parameter weight;
    private final List<Parameter> bias;

    private Linear(Scope scope, Parameter weight, List<Parameter> bias) {
        this.scope = scope;
        this.weight = weight;
        this.bias = bias;
    }

    /// A layer whose weight starts Glorot uniform and whose bias starts at 0, as in Keras.
    ///
    /// @param scope where the parameters are
    /// @param in features of the input, from 1
    /// @param out features of the output, from 1
    public Linear(Scope scope, int in, int out) {
        this(scope, in, out, Initializers.glorotUniform());
    }

    /// A layer whose weight starts as told.
    ///
    /// @param scope where the parameters are
    /// @param in features of the input, from 1
    /// @param out features of the output, from 1
    /// @param initial the weight before training
    public Linear(Scope scope, int in, int out, Initializer initial) {
        this(scope, weight(scope, in, out, initial), List.of(bias(scope, out)));
    }

    /// A layer that has no bias.
    ///
    /// @param scope where the weight is
    /// @param in features of the input, from 1
    /// @param out features of the output, from 1
    /// @param initial the weight before training
    public static Linear withoutBias(Scope scope, int in, int out, Initializer initial) {
        return new Linear(scope, weight(scope, in, out, initial), List.of());
    }

    private static Parameter weight(Scope scope, int in, int out, Initializer initial) {
        return scope.parameter("weight", TensorType.of(DType.F32, in, out), initial);
    }

    private static Parameter bias(Scope scope, int out) {
        return scope.parameter("bias", TensorType.of(DType.F32, out), Initializers.zeros());
    }

    /// The weight, `f32[in, out]`.
    public Parameter weight() {
        return weight;
    }

    /// The bias, `f32[out]`; no element if there is none.
    public List<Parameter> bias() {
        return bias;
    }

    /// @throws ShapeException if the last axis of `x` is not `in`
    @Override
    public Tensor forward(Tensor x) {
        return scope.call(this, () -> product(x));
    }

    private Tensor product(Tensor x) {
        Sizes.last("linear", x, weight.type().shape().size(0));
        boolean vector = x.rank() == 1;
        Tensor rows = vector ? x.expand(0) : x;
        Tensor y = rows.matmul(weight.value());
        for (Parameter b : bias) {
            y = y.add(b.value());
        }
        return vector ? y.reshape(y.size(-1)) : y;
    }

    @Override
    public String title() {
        return "Linear(%d, %d)"
                .formatted(weight.type().shape().size(0), weight.type().shape().size(1));
    }
}

package io.jacquard.nn.attention;

import io.jacquard.nn.Layer;
import io.jacquard.nn.Scope;
import io.jacquard.nn.init.Initializer;
import io.jacquard.nn.layer.Activation;
import io.jacquard.nn.layer.Linear;
import io.jacquard.tensor.Tensor;

/// A perceptron with a gate at each position: `down(silu(gate(x)) * up(x))`, no biases.
///
/// | value | shape |
/// |---|---|
/// | input, output | `f32[..., width]` |
/// | `gate_proj.weight`, `up_proj.weight` | `f32[width, hidden]` |
/// | `down_proj.weight` | `f32[hidden, width]` |
///
/// Source: Shazeer, *GLU variants improve transformer*, 2020, arXiv 2002.05202, equation 6; names
/// of Llama.
public final class SwiGlu implements Layer {
    private final Scope scope;
    private final Linear gate;
    private final Linear up;
    private final Linear down;

    /// A perceptron.
    ///
    /// @param scope where the parameters are
    /// @param width features of a token, from 1
    /// @param hidden features between, from 1
    /// @param initial the weights before training
    public SwiGlu(Scope scope, int width, int hidden, Initializer initial) {
        this.scope = scope;
        this.gate = Linear.withoutBias(scope.in("gate_proj"), width, hidden, initial);
        this.up = Linear.withoutBias(scope.in("up_proj"), width, hidden, initial);
        this.down = Linear.withoutBias(scope.in("down_proj"), hidden, width, initial);
    }

    /// @throws io.jacquard.ir.ShapeException if the last axis is not the width
    @Override
    public Tensor forward(Tensor x) {
        return scope.call(
                this,
                () -> down.forward(Activation.silu().forward(gate.forward(x)).mul(up.forward(x))));
    }
}

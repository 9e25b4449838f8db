package io.jacquard.train;

import io.jacquard.data.Dataset;
import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Network;
import io.jacquard.nn.Scope;
import io.jacquard.nn.init.Initializers;
import io.jacquard.nn.loss.Loss;
import io.jacquard.tensor.Tensor;
import io.jacquard.testkit.Fixtures;

/// The quadratic bowl of the optimizers' fixtures as something to train: one example, whose label
/// is the target; the only parameter is the place `x`, `f32[1, 6]`; the loss is `sum(curvature * (x
/// - target)^2) / 2`.
final class Bowl {
    private static final Fixtures FIXTURES = Fixtures.load("optimizers");

    private Bowl() {}

    static Network place(Scope scope) {
        var x = scope.parameter("x", TensorType.of(DType.F32, 1, 6), Initializers.zeros());
        return (Layer) input -> x.value();
    }

    /// The place with its six numbers in another shape.
    static Network place(Scope scope, int... sizes) {
        var x = scope.parameter("x", TensorType.of(DType.F32, sizes), Initializers.zeros());
        return (Layer) input -> x.value().reshape(1, 6);
    }

    static Literal row(String name, int row) {
        var made = Literal.zeros(TensorType.of(DType.F32, 1, 6));
        for (int i = 0; i < 6; i++) {
            made.set(i, FIXTURES.tensor(name).get(row * 6 + i));
        }
        return made;
    }

    static Dataset data() {
        return Dataset.of(row("start", 0), row("target", 0));
    }

    static Loss loss() {
        return (x, target) ->
                x.sub(target).square().mul(Tensor.constant(row("curvature", 0))).sum(1).mul(0.5);
    }

    static Fixtures fixtures() {
        return FIXTURES;
    }
}

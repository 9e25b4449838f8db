package io.jacquard.nn.layer;

import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Model;
import io.jacquard.nn.Scope;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Array;
import io.jacquard.tensor.Grad;
import io.jacquard.tensor.Jit;
import io.jacquard.tensor.Mode;
import io.jacquard.tensor.Seed;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Trace;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Runs layers and functions on the reference device.
final class Forward {
    private Forward() {}

    /// What a layer that `maker` makes gives, in inference mode.
    static Literal of(Function<Scope, Layer> maker, Literal input) {
        try (var device = Device.open("reference");
                var model = Model.create(device, Seed.of(1), maker)) {
            return model.predict(input);
        }
    }

    /// The type of what a layer gives; nothing is computed.
    static TensorType type(Function<Scope, Layer> maker, TensorType input) {
        var scope = Scope.root();
        var layer = maker.apply(scope);
        var traced =
                Trace.of(
                        "type",
                        Mode.INFERENCE,
                        t -> {
                            scope.parameters().forEach(p -> t.bind(p, t.input(p.name(), p.type())));
                            return List.of(layer.forward(t.input("x", input)));
                        });
        return traced.function().resultTypes().getFirst();
    }

    /// What a function gives.
    static Literal function(UnaryOperator<Tensor> function, Literal input) {
        return in(Mode.INFERENCE, Seed.of(0), function, input);
    }

    /// The gradient of the sum of what a function gives.
    static Literal gradient(UnaryOperator<Tensor> function, Literal input) {
        return function(Grad.of(x -> function.apply(x).sum()), input);
    }

    /// What a function gives in a mode.
    static Literal in(Mode mode, Seed seed, UnaryOperator<Tensor> function, Literal input) {
        try (var device = Device.open("reference");
                var jit = Jit.of(device, function).with(mode, seed);
                var x = Array.of(device, input);
                var y = jit.call(x)) {
            return y.literal();
        }
    }
}

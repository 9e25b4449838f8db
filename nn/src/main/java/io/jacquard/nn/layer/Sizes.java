package io.jacquard.nn.layer;

import io.jacquard.ir.ShapeException;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Trace;

/// Checks of what a layer is given.
final class Sizes {
    private Sizes() {}

    static void last(String layer, Tensor x, int wanted) {
        if (x.rank() == 0 || x.size(-1) != wanted) {
            throw error(
                    layer,
                    "the input is " + x.type(),
                    "[..., %d]; is the layer before it of another size?".formatted(wanted));
        }
    }

    static void rank(String layer, Tensor x, int wanted, String axes) {
        if (x.rank() != wanted) {
            throw error(layer, "the input is " + x.type(), axes);
        }
    }

    static ShapeException error(String layer, String problem, String expected) {
        Trace trace = Trace.current();
        return new ShapeException(
                "[%s] %s\n  expected %s\n  at %s"
                        .formatted(layer, problem, expected, trace.site()));
    }
}

package io.jacquard.nn.layer;

import io.jacquard.ir.DType;
import io.jacquard.ir.Shape;
import io.jacquard.ir.ShapeException;
import io.jacquard.ir.TensorType;
import io.jacquard.tensor.Refusal;
import io.jacquard.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/// Checks of what a layer is given.
final class Sizes {
    private Sizes() {}

    static void last(String layer, Tensor x, int wanted) {
        last(layer, x, Shape.of(wanted));
    }

    static void last(String layer, Tensor x, Shape wanted) {
        boolean fits = x.rank() >= wanted.rank();
        for (int i = 1; fits && i <= wanted.rank(); i++) {
            fits = x.size(-i) == wanted.size(-i);
        }
        if (!fits) {
            throw error(
                    layer,
                    x,
                    "[..., %s]; change the size of this layer or of the one before"
                            .formatted(text(wanted)));
        }
    }

    /// The type of a parameter with one element a feature.
    static TensorType features(String layer, int... sizes) {
        if (sizes.length == 0 || Arrays.stream(sizes).anyMatch(n -> n < 1)) {
            throw Refusal.argument(
                    layer,
                    "there are no such features",
                    Arrays.toString(sizes),
                    "sizes from 1; give the size of the input's last axis");
        }
        return TensorType.of(DType.F32, sizes);
    }

    static double epsilon(String layer, double number) {
        if (!(number >= 0) || Double.isInfinite(number)) {
            throw Refusal.argument(
                    layer, "epsilon is out of its range", number, "a number from 0; 1e-5 is usual");
        }
        return number;
    }

    /// Sizes without brackets.
    static String text(Shape shape) {
        String all = shape.toString();
        return all.substring(1, all.length() - 1);
    }

    static void rank(String layer, Tensor x, int wanted, String axes) {
        if (x.rank() != wanted) {
            throw error(layer, x, axes);
        }
    }

    static ShapeException error(String layer, Tensor x, String expected) {
        return Refusal.of(layer, "the input is " + x.type(), List.of(x), expected);
    }
}

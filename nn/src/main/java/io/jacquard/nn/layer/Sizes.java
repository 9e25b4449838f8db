package io.jacquard.nn.layer;

import io.jacquard.ir.DType;
import io.jacquard.ir.Shape;
import io.jacquard.ir.ShapeException;
import io.jacquard.ir.TensorType;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Trace;
import java.util.Arrays;

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
                    "the input is " + x.type(),
                    "[..., %s]; is the layer before it of another size?".formatted(text(wanted)));
        }
    }

    /// The type of a parameter with one element a feature.
    static TensorType features(int... sizes) {
        if (sizes.length == 0 || Arrays.stream(sizes).anyMatch(n -> n < 1)) {
            throw new IllegalArgumentException(
                    "features %s: expected sizes from 1".formatted(Arrays.toString(sizes)));
        }
        return TensorType.of(DType.F32, sizes);
    }

    static double epsilon(double number) {
        if (!(number >= 0) || Double.isInfinite(number)) {
            throw new IllegalArgumentException("epsilon is from 0, got " + number);
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

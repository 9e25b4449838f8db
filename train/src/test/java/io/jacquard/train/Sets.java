package io.jacquard.train;

import io.jacquard.data.Dataset;
import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.tensor.Seed;

/// Small sets to train on.
final class Sets {
    private Sets() {}

    /// Points around three corners, `f32[4]`, and the corner's number.
    static Dataset corners(int examples) {
        var features = new float[examples][4];
        var labels = new int[examples];
        var seed = Seed.of(77);
        for (int e = 0; e < examples; e++) {
            labels[e] = e % 3;
            for (int i = 0; i < 4; i++) {
                features[e][i] = (float) (0.5 * seed.normal(4 * e + i)) + (i == labels[e] ? 2 : 0);
            }
        }
        return Dataset.of(features, labels);
    }

    /// Pictures `f32[6, 6, 1]` that are brighter on the left (0) or on the right (1).
    static Dataset pictures(int examples) {
        var pixels = Literal.zeros(TensorType.of(DType.F32, examples, 6, 6, 1));
        var labels = new int[examples];
        var seed = Seed.of(78);
        for (int p = 0; p < pixels.elements(); p++) {
            int example = p / 36;
            labels[example] = example % 2;
            boolean bright = p % 6 / 3 == labels[example];
            pixels.set(p, seed.uniform(p) + (bright ? 0.5 : 0));
        }
        return Dataset.of(pixels, Literal.of(labels, examples));
    }
}

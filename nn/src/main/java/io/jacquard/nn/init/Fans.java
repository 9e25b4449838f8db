package io.jacquard.nn.init;

import io.jacquard.ir.Shape;

/// How many inputs feed an output of a weight, and how many outputs an input feeds.
///
/// A weight is `[in, out]`, a kernel `[spatial..., in, out]`: the sizes of the last two axes, each
/// times the number of spatial positions. A vector of n counts as n and n.
///
/// @param in inputs of an output
/// @param out outputs of an input
record Fans(double in, double out) {
    static Fans of(Shape shape) {
        int rank = shape.rank();
        if (rank < 2) {
            return new Fans(shape.elements(), shape.elements());
        }
        double positions = 1;
        for (int i = 0; i < rank - 2; i++) {
            positions *= shape.size(i);
        }
        return new Fans(positions * shape.size(-2), positions * shape.size(-1));
    }

    double mean() {
        return (in + out) / 2;
    }
}

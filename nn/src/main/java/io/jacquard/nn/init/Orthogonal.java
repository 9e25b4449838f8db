package io.jacquard.nn.init;

import io.jacquard.ir.Literal;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import io.jacquard.tensor.Refusal;
import io.jacquard.tensor.Seed;

/// Random orthogonal matrices: the Q of a QR decomposition of normal values, with R's diagonal
/// positive, so that Q is uniformly distributed (Haar).
final class Orthogonal {
    private Orthogonal() {}

    static Literal init(Seed seed, TensorType type, double gain) {
        Shape shape = type.shape();
        if (shape.rank() < 2) {
            throw Refusal.argument(
                    "orthogonal",
                    "there are no columns",
                    type,
                    "a matrix, or more axes; start a vector with zeros or a constant");
        }
        int columns = shape.size(-1);
        int rows = columns == 0 ? 0 : shape.elements() / columns;
        boolean tall = rows >= columns;
        double[][] vectors = normal(seed, Math.min(rows, columns), Math.max(rows, columns));
        orthonormalize(vectors);
        Literal made = Literal.zeros(type);
        for (int i = 0; i < made.elements(); i++) {
            int row = i / columns;
            int column = i % columns;
            made.set(i, gain * (tall ? vectors[column][row] : vectors[row][column]));
        }
        return made;
    }

    private static double[][] normal(Seed seed, int count, int length) {
        double[][] vectors = new double[count][length];
        for (int i = 0; i < count * length; i++) {
            vectors[i / length][i % length] = seed.normal(i);
        }
        return vectors;
    }

    // Gram and Schmidt, modified, each vector twice: "twice is enough" for full precision.
    private static void orthonormalize(double[][] vectors) {
        for (int i = 0; i < vectors.length; i++) {
            for (int pass = 0; pass < 2; pass++) {
                for (int j = 0; j < i; j++) {
                    subtract(vectors[i], vectors[j], dot(vectors[i], vectors[j]));
                }
            }
            double norm = Math.sqrt(dot(vectors[i], vectors[i]));
            for (int k = 0; k < vectors[i].length; k++) {
                vectors[i][k] /= norm;
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    private static void subtract(double[] from, double[] direction, double amount) {
        for (int k = 0; k < from.length; k++) {
            from[k] -= amount * direction[k];
        }
    }
}

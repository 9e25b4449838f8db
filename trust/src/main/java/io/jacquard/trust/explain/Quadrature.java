package io.jacquard.trust.explain;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// A rule for integrals over 0 to 1: a weighted sum of values at some nodes.
public final class Quadrature {
    private final double[] nodes;
    private final double[] weights;

    private Quadrature(double[] nodes, double[] weights) {
        this.nodes = nodes;
        this.weights = weights;
    }

    /// Gauss-Legendre: exact for polynomials of degree `2 steps - 1`, so the best for smooth
    /// networks.
    ///
    /// @param steps number of nodes, from 1
    public static Quadrature gaussLegendre(int steps) {
        check(steps, 1);
        Legendre p = new Legendre(steps);
        return of(steps, i -> (1 - p.root(i)) / 2, i -> p.weight(p.root(i)) / 2);
    }

    /// The middle of equal parts; its error falls with the square of their number. Kinks, as relu
    /// makes them, harm it least.
    ///
    /// @param steps number of parts and of nodes, from 1
    public static Quadrature midpoint(int steps) {
        check(steps, 1);
        return of(steps, i -> (i + 0.5) / steps, _ -> 1.0 / steps);
    }

    /// The ends of equal parts, the outermost with half weight; its error falls with the square of
    /// their number.
    ///
    /// @param steps number of nodes, from 2
    public static Quadrature trapezoid(int steps) {
        check(steps, 2);
        double part = 1.0 / (steps - 1);
        return of(steps, i -> i * part, i -> i == 0 || i == steps - 1 ? part / 2 : part);
    }

    /// Number of nodes.
    public int steps() {
        return nodes.length;
    }

    /// Where a value is taken, between 0 and 1, in increasing order.
    public double node(int index) {
        return nodes[index];
    }

    /// What a value counts; all weights sum to 1.
    public double weight(int index) {
        return weights[index];
    }

    private static Quadrature of(int n, IntToDoubleFunction node, IntToDoubleFunction weight) {
        return new Quadrature(
                IntStream.range(0, n).mapToDouble(node).toArray(),
                IntStream.range(0, n).mapToDouble(weight).toArray());
    }

    private static void check(int steps, int least) {
        if (steps < least) {
            throw new ExplanationException(
                    "[quadrature] %d steps\n  expected %d or more; 50 are usual"
                            .formatted(steps, least));
        }
    }

    /// A Legendre polynomial. Its roots lie in (-1, 1); Newton's method from Tricomi's guess finds
    /// them (Press et al., *Numerical Recipes*, section 4.6).
    ///
    /// @param degree its degree
    private record Legendre(int degree) {
        /// The root of that index, from the largest down.
        double root(int index) {
            double x = Math.cos(Math.PI * (index + 0.75) / (degree + 0.5));
            for (int i = 0; i < 20; i++) {
                double step = value(x, degree) / slope(x);
                x -= step;
                if (Math.abs(step) < 1e-16) {
                    break;
                }
            }
            return x;
        }

        double weight(double root) {
            double slope = slope(root);
            return 2 / ((1 - root * root) * slope * slope);
        }

        private double slope(double x) {
            return degree * (x * value(x, degree) - value(x, degree - 1)) / (x * x - 1);
        }

        private static double value(double x, int degree) {
            double before = 0;
            double value = 1;
            for (int k = 1; k <= degree; k++) {
                double next = ((2 * k - 1) * x * value - (k - 1) * before) / k;
                before = value;
                value = next;
            }
            return value;
        }
    }
}

package io.jacquard.examples;

import io.jacquard.ir.Literal;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Array;
import io.jacquard.tensor.Grad;
import io.jacquard.tensor.Jit;
import io.jacquard.tensor.Seed;
import io.jacquard.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// A network written out: 10 inputs, 5 sigmoid units, 1 output, mean squared error; its gradients
/// by hand and by {@link Grad} side by side, and 1,000 steps of gradient descent at 0.01.
///
/// The article's program fails: it adds `(100, 5)` and `(5, 1)`, never defines `m`, walks up the
/// gradient instead of down, and draws new random labels in each step, so that there is nothing to
/// learn. Here one fixed network, the teacher, makes the labels.
public final class NetworkByHand {
    private static final int EXAMPLES = 100;
    private static final int INPUTS = 10;
    private static final int UNITS = 5;
    private static final int STEPS = 1000;
    private static final double RATE = 0.01;

    private NetworkByHand() {}

    /// The parameters, or their gradients.
    private static final class Weights {
        private final double[] w1; // [inputs, units], row by row
        private final double[] b1; // [units]
        private final double[] w2; // [units]
        private final double[] b2; // [1]

        Weights(double[] w1, double[] b1, double[] w2, double[] b2) {
            this.w1 = w1;
            this.b1 = b1;
            this.w2 = w2;
            this.b2 = b2;
        }

        static Weights random(Seed seed) {
            return new Weights(
                    normal(seed.in("w1"), INPUTS * UNITS),
                    normal(seed.in("b1"), UNITS),
                    normal(seed.in("w2"), UNITS),
                    normal(seed.in("b2"), 1));
        }

        static Weights zeros() {
            return new Weights(
                    new double[INPUTS * UNITS],
                    new double[UNITS],
                    new double[UNITS],
                    new double[1]);
        }

        List<double[]> all() {
            return List.of(w1, b1, w2, b2);
        }

        void descend(Weights gradient) {
            for (int p = 0; p < all().size(); p++) {
                for (int i = 0; i < all().get(p).length; i++) {
                    all().get(p)[i] -= RATE * gradient.all().get(p)[i];
                }
            }
        }
    }

    private static double[] normal(Seed seed, int count) {
        var values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = seed.normal(i);
        }
        return values;
    }

    private static double[] hidden(Weights w, double[] x, int example) {
        var h = new double[UNITS];
        for (int u = 0; u < UNITS; u++) {
            double z = w.b1[u];
            for (int i = 0; i < INPUTS; i++) {
                z += x[example * INPUTS + i] * w.w1[i * UNITS + u];
            }
            h[u] = 1 / (1 + Math.exp(-z));
        }
        return h;
    }

    private static double output(Weights w, double[] h) {
        double y = w.b2[0];
        for (int u = 0; u < UNITS; u++) {
            y += h[u] * w.w2[u];
        }
        return y;
    }

    /// Adds the gradients by the chain rule.
    ///
    /// @return the loss, `mean((output - label)^2)`
    private static double gradients(Weights w, double[] x, double[] labels, Weights gradient) {
        double loss = 0;
        for (int e = 0; e < EXAMPLES; e++) {
            var h = hidden(w, x, e);
            double error = output(w, h) - labels[e];
            loss += error * error / EXAMPLES;
            double dy = 2 * error / EXAMPLES; // d loss / d output
            gradient.b2[0] += dy;
            for (int u = 0; u < UNITS; u++) {
                gradient.w2[u] += dy * h[u];
                double dz = dy * w.w2[u] * h[u] * (1 - h[u]); // through the sigmoid
                gradient.b1[u] += dz;
                for (int i = 0; i < INPUTS; i++) {
                    gradient.w1[i * UNITS + u] += dz * x[e * INPUTS + i];
                }
            }
        }
        return loss;
    }

    /// The same with {@link Grad}: from x, labels, w1, b1, w2, b2 to the loss and four gradients.
    private static List<Tensor> traced(List<Tensor> in) {
        var h = in.get(0).matmul(in.get(2)).add(in.get(3)).sigmoid();
        var y = h.mul(in.get(4)).sum(1).add(in.get(5));
        var loss = y.sub(in.get(1)).square().mean();
        List<Tensor> results = new ArrayList<>(List.of(loss));
        results.addAll(Grad.of(loss, in.subList(2, 6)));
        return results;
    }

    private static List<double[]> byGrad(Jit jit, Device device, List<Literal> arguments) {
        var arrays = arguments.stream().map(a -> Array.of(device, a)).toList();
        var results = jit.callAll(arrays);
        var values = results.stream().map(r -> r.literal().doubles()).toList();
        arrays.forEach(Array::close);
        results.forEach(Array::close);
        return values;
    }

    private static List<Literal> arguments(double[] x, double[] labels, Weights w) {
        return List.of(
                Literal.of(x, EXAMPLES, INPUTS),
                Literal.of(labels, EXAMPLES),
                Literal.of(w.w1, INPUTS, UNITS),
                Literal.of(w.b1, UNITS),
                Literal.of(w.w2, UNITS),
                Literal.of(w.b2, 1));
    }

    private static double worstDifference(Weights byHand, List<double[]> byGrad) {
        double worst = 0;
        for (int p = 0; p < byHand.all().size(); p++) {
            for (int i = 0; i < byHand.all().get(p).length; i++) {
                double difference = byHand.all().get(p)[i] - byGrad.get(p)[i];
                worst = Math.max(worst, Math.abs(difference));
            }
        }
        return worst;
    }

    /// Learns what the teacher does; both gradients must agree to 1e-6 in every step, and the loss
    /// must fall to a tenth.
    ///
    /// @param words none
    public static void main(String... words) {
        var x = normal(Seed.of(1), EXAMPLES * INPUTS);
        var teacher = Weights.random(Seed.of(2));
        var labels = new double[EXAMPLES];
        for (int e = 0; e < EXAMPLES; e++) {
            labels[e] = output(teacher, hidden(teacher, x, e));
        }
        var student = Weights.random(Seed.of(3));
        try (var device = Device.open();
                var jit = Jit.ofList(device, NetworkByHand::traced)) {
            double first = 0;
            double loss = 0;
            double worst = 0;
            for (int step = 0; step < STEPS; step++) {
                var gradient = Weights.zeros();
                loss = gradients(student, x, labels, gradient);
                var byGrad = byGrad(jit, device, arguments(x, labels, student));
                Score.requireClose("the loss", byGrad.getFirst()[0], loss, 1e-6);
                worst = Math.max(worst, worstDifference(gradient, byGrad.subList(1, 5)));
                first = step == 0 ? loss : first;
                student.descend(gradient);
            }
            IO.println("loss %.6f -> %.6f".formatted(first, loss));
            IO.println("largest difference of the gradients %.1e".formatted(worst));
            Score.requireClose("the difference of the gradients", worst, 0, 1e-6);
            Score.requireClose("the last loss", loss, 0, first / 10);
        }
    }
}

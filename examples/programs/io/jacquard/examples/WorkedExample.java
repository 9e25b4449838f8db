package io.jacquard.examples;

import io.jacquard.ir.Literal;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Array;
import io.jacquard.tensor.Grad;
import io.jacquard.tensor.Jit;
import io.jacquard.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One training step on paper: two relu units, one sigmoid unit, cross-entropy, learning rate 0.01.
///
/// The article leaves the second unit of `W2` out of its sums and slips in others, so its numbers
/// are not those of its network. These are.
public final class WorkedExample {
    private static final double RATE = 0.01;

    private WorkedExample() {}

    // x, W1, b1, W2, b2
    private static final List<Literal> START =
            List.of(
                    Literal.of(new double[] {1, 2, 3}, 3),
                    Literal.of(new double[] {.1, .2, .3, .1, .2, .4}, 2, 3),
                    Literal.of(new double[] {.5, .6}, 2),
                    Literal.of(new double[] {.7, .7}, 2),
                    Literal.of(new double[] {.8}, 1));

    /// What the step gives, in the order of {@link #step}.
    private static final double[][] EXPECTED = {
        {1.9, 2.3}, // z1
        {3.74}, // z2
        {.9767971}, // p
        {.0234764}, // loss
        {-.0162421, -.0324841, -.0487262, -.0162421, -.0324841, -.0487262}, // dW1
        {-.0162421, -.0162421}, // db1
        {-.0440856, -.0533668}, // dW2
        {-.0232029}, // db2
        {.1001624, .2003248, .3004873, .1001624, .2003248, .4004873}, // W1
        {.5001624, .6001624}, // b1
        {.7004409, .7005337}, // W2
        {.8002320} // b2
    };

    private static final List<String> NAMES =
            List.of("z1", "z2", "p", "loss", "dW1", "db1", "dW2", "db2", "W1", "b1", "W2", "b2");

    /// Forward pass, loss, gradients and the parameters after the step.
    private static List<Tensor> step(List<Tensor> in) {
        var parameters = in.subList(1, 5);
        var z1 = parameters.get(0).mul(in.getFirst()).sum(1).add(parameters.get(1));
        var z2 = parameters.get(2).mul(z1.relu()).sum().add(parameters.get(3));
        var p = z2.sigmoid();
        var loss = p.log().neg().sum(); // cross-entropy for the label 1
        var gradients = Grad.of(loss, parameters);
        List<Tensor> results = new ArrayList<>(List.of(z1, z2, p, loss));
        results.addAll(gradients);
        for (int i = 0; i < parameters.size(); i++) {
            results.add(parameters.get(i).sub(gradients.get(i).mul(RATE)));
        }
        return results;
    }

    /// Prints every value; each must be right to 1e-6.
    ///
    /// @param words none
    public static void main(String... words) {
        try (var device = Device.open();
                var jit = Jit.ofList(device, WorkedExample::step)) {
            var results = jit.callAll(START.stream().map(x -> Array.of(device, x)).toList());
            for (int r = 0; r < results.size(); r++) {
                check(NAMES.get(r), results.get(r).literal().doubles(), EXPECTED[r]);
            }
        }
    }

    private static void check(String name, double[] actual, double[] expected) {
        var shown = Arrays.stream(actual).mapToObj("%.7f"::formatted).toList();
        IO.println("%-4s = %s".formatted(name, String.join(", ", shown)));
        Score.requireClose("number of elements of " + name, actual.length, expected.length, 0);
        for (int i = 0; i < expected.length; i++) {
            Score.requireClose(name, actual[i], expected[i], 1e-6);
        }
    }
}

package io.jacquard.models.resnet;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.nn.Model;
import io.jacquard.runtime.Device;
import io.jacquard.testkit.ArrayAssert;
import io.jacquard.testkit.Tolerance;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whole networks of few channels against torchvision: inference, training, five steps.
class GoldenTest {
    // The longest sum of products: the gradient of a kernel over the positions of all pictures.
    private static final Tolerance TOLERANCE = Tolerance.contraction(8 * 32 * 32);

    // Rounding decides on which side of 0 some inputs of a relu are, and so their gradients. In
    // some runs PyTorch in f64 is that far from itself with its values moved by 4e-7 of themselves;
    // the JSON of the fixtures says how far in these.
    private static final Tolerance TRAINED =
            new Tolerance("RELU_KINKS", 1e-3, 1e-7, Tolerance.Scale.LARGEST);

    static List<String> toys() {
        return Toy.names();
    }

    @ParameterizedTest
    @MethodSource("toys")
    void inferenceAndFiveTrainingStepsAreThoseOfTorchvision(String name) {
        var toy = new Toy(name);
        try (var device = Device.open("cpu");
                var model = toy.model(device);
                var steps = new GoldenSteps(toy, model)) {
            ArrayAssert.assertThat(model.predict(toy.pictures()))
                    .as("logits of inference")
                    .isCloseTo(toy.expected("inference"), TOLERANCE);

            var losses = new float[Toy.number("steps")];
            for (int i = 0; i < losses.length; i++) {
                var outcome = steps.run();
                losses[i] = (float) outcome.loss();
                if (i == 0) {
                    ArrayAssert.assertThat(Literal.scalar(DType.F64, outcome.loss()))
                            .as("loss before the first step")
                            .isCloseTo(
                                    Literal.scalar(DType.F64, toy.expected("losses").get(0)),
                                    TOLERANCE);
                    ArrayAssert.assertThat(outcome.logits())
                            .as("logits of training")
                            .isCloseTo(toy.expected("training"), TOLERANCE);
                }
            }

            ArrayAssert.assertThat(Literal.of(losses, losses.length))
                    .as("losses")
                    .isCloseTo(toy.expected("losses"), TRAINED);
            ArrayAssert.assertThat(beginnings(model, toy.expected("after")))
                    .as("parameters and state after the steps")
                    .isCloseTo(toy.expected("after"), TRAINED);
        }
    }

    /// The first elements of each value.
    private static Literal beginnings(Model model, Literal like) {
        int kept = like.type().shape().size(1);
        Literal made = Literal.zeros(like.type());
        int row = 0;
        for (Literal value : model.values().values()) {
            for (int i = 0; i < kept; i++) {
                made.set(row * kept + i, value.get(i));
            }
            row++;
        }
        return made;
    }

    @Test
    void interpreterGivesTheSameLogits() {
        var toy = new Toy("basic-imagenet");
        try (var device = Device.open("reference");
                var model = toy.model(device)) {
            ArrayAssert.assertThat(model.predict(toy.pictures()))
                    .isCloseTo(toy.expected("inference"), TOLERANCE);
        }
    }
}

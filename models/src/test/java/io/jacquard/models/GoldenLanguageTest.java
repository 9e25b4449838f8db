package io.jacquard.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.Literal;
import io.jacquard.runtime.Device;
import io.jacquard.testkit.ArrayAssert;
import io.jacquard.testkit.Tolerance;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Language models of toy size against transformers and PyTorch: logits, all gradients, ten losses.
class GoldenLanguageTest {
    private static final Tolerance TOLERANCE = Tolerance.contraction(200);

    // Ten steps add their rounding errors up.
    private static final Tolerance TRAINED =
            new Tolerance("TEN_STEPS", 1e-4, 1e-6, Tolerance.Scale.LARGEST);

    static Stream<Arguments> toysOnDevices() {
        return Device.available().stream()
                .flatMap(d -> ToyModel.names().stream().map(n -> Arguments.of(d, n)));
    }

    @ParameterizedTest
    @MethodSource("toysOnDevices")
    void logitsGradientsAndLossesAreThoseOfPyTorch(String deviceName, String name) {
        var toy = new ToyModel(name);
        try (var device = Device.open(deviceName);
                var model = toy.open(device);
                var steps = new GoldenSteps(toy, model, rate())) {
            var first = steps.run();

            ArrayAssert.assertThat(first.logits())
                    .as("logits")
                    .isCloseTo(toy.expected("logits"), TOLERANCE);
            var gradients = toy.values("gradient/");
            assertThat(gradients.keySet()).isEqualTo(first.gradients().keySet());
            first.gradients()
                    .forEach((key, made) ->
                            ArrayAssert.assertThat(made)
                                    .as("gradient of %s", key)
                                    .isCloseTo(gradients.get(key), TOLERANCE));
            var losses = new float[toy.expected("losses").elements()];
            losses[0] = (float) first.loss();
            for (int i = 1; i < losses.length; i++) {
                losses[i] = (float) steps.run().loss();
            }
            ArrayAssert.assertThat(Literal.of(losses, losses.length))
                    .as("losses")
                    .isCloseTo(toy.expected("losses"), TRAINED);
        }
    }

    private static double rate() {
        return ToyModel.GOLDEN.json().at("rate").number();
    }
}

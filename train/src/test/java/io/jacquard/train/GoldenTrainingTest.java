package io.jacquard.train;

import io.jacquard.data.Dataset;
import io.jacquard.ir.Literal;
import io.jacquard.nn.Model;
import io.jacquard.nn.loss.Losses;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Seed;
import io.jacquard.testkit.ArrayAssert;
import io.jacquard.testkit.Tolerance;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Ten steps from fixed weights on one batch against PyTorch.
class GoldenTrainingTest {
    // Adam divides by the root of a gradient's square, so a tiny gradient's error counts in full: a
    // few times what one gradient of these networks may differ.
    private static final Tolerance PARAMETERS = Tolerance.contraction(8 * 20 * 20);

    private static final Tolerance LOSSES = Tolerance.CONTRACTION;

    static Stream<Arguments> networks() {
        return Device.available().stream()
                .flatMap(d ->
                        Stream.of("mlp", "mnist-cnn", "cifar-cnn", "sgd-cnn")
                                .filter(n -> d.equals("cpu") || n.equals("mlp"))
                                .map(n -> Arguments.of(d, n)));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void tenLossesAndTheParametersAfterThemAreThoseOfPyTorch(String deviceName, String name) {
        var golden = new GoldenNetwork(name);
        var input = golden.fixtures().tensor("input");
        var data = Dataset.of(input, golden.fixtures().tensor("labels"));
        try (var device = Device.open(deviceName);
                var model = Model.create(device, Seed.of(0), golden::layers);
                var trainer = Trainer.of(model, Losses::crossEntropy, golden.optimizer())) {
            model.restore(golden.values("parameter"));

            var history = trainer.fit(data.batch(data.size()), 10);

            ArrayAssert.assertThat(losses(history))
                    .as("losses")
                    .isCloseTo(golden.fixtures().tensor("losses"), LOSSES);
            golden.values("after")
                    .forEach((parameter, after) ->
                            ArrayAssert.assertThat(model.values().get(parameter))
                                    .as(parameter)
                                    .isCloseTo(after, PARAMETERS));
        }
    }

    private static Literal losses(History history) {
        var losses = new float[history.epochs().size()];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = (float) history.epochs().get(i).train().loss();
        }
        return Literal.of(losses, losses.length);
    }
}

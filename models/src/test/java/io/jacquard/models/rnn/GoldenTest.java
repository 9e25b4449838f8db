package io.jacquard.models.rnn;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.Literal;
import io.jacquard.nn.Model;
import io.jacquard.nn.loss.Losses;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Array;
import io.jacquard.tensor.Jit;
import io.jacquard.tensor.Seed;
import io.jacquard.tensor.Trace;
import io.jacquard.testkit.ArrayAssert;
import io.jacquard.testkit.Tolerance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whole networks against PyTorch: outputs, all gradients, ten losses, greedy decoding.
class GoldenTest {
    private static final Tolerance TOLERANCE = Tolerance.CONTRACTION;

    static List<String> devices() {
        return Device.available();
    }

    static Stream<Arguments> devicesAndScores() {
        return devices().stream()
                .flatMap(d -> Stream.of(Seq2SeqConfig.Score.values()).map(s -> Arguments.of(d, s)));
    }

    private static void check(Golden golden, Model model) {
        model.restore(golden.under("parameter"));
        var losses = new float[golden.tensor("losses").elements()];
        for (int i = 0; i < losses.length; i++) {
            var outcome = golden.step(model);
            losses[i] = (float) outcome.loss();
            if (i == 0) {
                ArrayAssert.assertThat(outcome.output())
                        .isCloseTo(golden.tensor("output"), TOLERANCE);
                var expected = golden.under("gradient");
                assertThat(outcome.gradients()).containsOnlyKeys(expected.keySet());
                outcome.gradients()
                        .forEach((name, gradient) ->
                                ArrayAssert.assertThat(gradient)
                                        .as(name)
                                        .isCloseTo(expected.get(name), TOLERANCE));
            }
        }
        ArrayAssert.assertThat(Literal.of(losses, losses.length))
                .as("losses")
                .isCloseTo(golden.tensor("losses"), TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("devices")
    void regressorIsThatOfPyTorch(String deviceName) {
        var golden =
                new Golden("regressor", List.of("x"), "y", (out, y) -> Losses.mse(out, y).mean());
        var config =
                LstmRegressorConfig.of(
                                Golden.number("regressor", "features"),
                                Golden.number("regressor", "outputs"))
                        .withWidth(Golden.number("regressor", "width"))
                        .withLayers(Golden.number("regressor", "layers"));
        try (var device = Device.open(deviceName);
                var model = Model.create(device, Seed.of(0), s -> new LstmRegressor(s, config))) {
            check(golden, model);
        }
    }

    @ParameterizedTest
    @MethodSource("devicesAndScores")
    void seq2SeqIsThatOfPyTorchAndWritesTheSame(String deviceName, Seq2SeqConfig.Score score) {
        var golden =
                new Golden(
                        score.name().toLowerCase(Locale.ROOT),
                        List.of("source", "target"),
                        "labels",
                        (out, y) -> Losses.crossEntropy(out, y).mean());
        var config =
                Seq2SeqConfig.of(
                                Golden.number("seq2seq", "source"),
                                Golden.number("seq2seq", "target"))
                        .withWidths(
                                Golden.number("seq2seq", "embedding"),
                                Golden.number("seq2seq", "width"))
                        .withLayers(Golden.number("seq2seq", "layers"))
                        .withScore(score);
        try (var device = Device.open(deviceName);
                var model = Model.create(device, Seed.of(0), s -> new Seq2Seq(s, config))) {
            check(golden, model);

            assertThat(written(model, golden)).isEqualTo(golden.tensor("greedy"));
        }
    }

    private static Literal written(Model model, Golden golden) {
        int start = (int) Golden.FIXTURES.json().at("start").number();
        int end = (int) Golden.FIXTURES.json().at("end").number();
        int steps = golden.tensor("greedy").type().shape().size(1);
        var device = model.device();
        try (var jit =
                        Jit.ofList(
                                device,
                                in -> {
                                    for (int i = 1; i < in.size(); i++) {
                                        Trace.current()
                                                .bind(model.parameters().get(i - 1), in.get(i));
                                    }
                                    var network = (Seq2Seq) model.network();
                                    return List.of(
                                            network.greedy(in.getFirst(), start, end, steps));
                                });
                var source = Array.of(device, golden.tensor("source"))) {
            List<Array> all = new ArrayList<>(List.of(source));
            model.parameters().forEach(p -> all.add(model.array(p)));
            try (var made = jit.callAll(all).getFirst()) {
                return made.literal();
            }
        }
    }
}

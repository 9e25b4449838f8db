package io.jacquard.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jacquard.data.Dataset;
import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Model;
import io.jacquard.nn.Policy;
import io.jacquard.nn.loss.Losses;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Array;
import io.jacquard.tensor.Jit;
import io.jacquard.tensor.Seed;
import io.jacquard.testkit.Fixtures;
import io.jacquard.train.optimizer.Adam;
import io.jacquard.train.optimizer.Sgd;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Training in mixed precision.
class PrecisionTest {
    private static Device device;

    @BeforeAll
    static void open() {
        device = Device.open("cpu");
    }

    @AfterAll
    static void close() {
        device.close();
    }

    // bf16 has 8 bits and f16 has 11; the sums of a product are added in another order than JAX's.
    @ParameterizedTest
    @CsvSource({"f32, 1e-5", "bf16, 4e-3", "f16, 5e-4"})
    void tenLossesAreThoseOfJax(String name, double tolerance) {
        var golden = new GoldenNetwork("mlp");
        var data =
                Dataset.of(golden.fixtures().tensor("input"), golden.fixtures().tensor("labels"));
        try (var model = Model.create(device, Seed.of(0), Policy.named(name), golden::layers);
                var trainer = Trainer.of(model, Losses::crossEntropy, Sgd.of(0.1))) {
            model.restore(golden.values("parameter"));

            var history = trainer.fit(data.batch(data.size()), 10);

            Literal jax = Fixtures.load("precision").tensor("losses/" + name);
            for (int i = 0; i < 10; i++) {
                assertThat(history.epochs().get(i).train().loss())
                        .as("step %d", i)
                        .isCloseTo(jax.get(i), within(tolerance));
            }
        }
    }

    @Test
    void aCheckpointGoesOnWithTheScaleOfTheLoss(@TempDir Path folder) {
        var file = folder.resolve("checkpoint.safetensors");
        var data = Sets.corners(60).batch(10);
        try (var model = corners();
                var trainer = trainer(model).checkpoint(file, 100)) {
            trainer.fit(data, 2);
            trainer.fit(data, 4);
            try (var other = corners();
                    var again = trainer(other).checkpoint(file, 100)) {
                try (var first = corners();
                        var begun = trainer(first).checkpoint(file, 100)) {
                    begun.fit(data, 2);
                }
                again.resume(file);
                again.fit(data, 4);
                assertThat(other.values()).isEqualTo(model.values());
            }
        }
    }

    private static Model corners() {
        return Model.create(device, Seed.of(1), Policy.f16(), Nets::corners);
    }

    private static Trainer trainer(Model model) {
        return Trainer.of(model, Losses::crossEntropy, Adam.of(0.01));
    }

    @Test
    void aStepThatIsNotFiniteChangesNothingAndHalvesTheScale() {
        assertThat(scaled(Double.POSITIVE_INFINITY, 1024, 5)).containsExactly(1.0, 512.0, 0.0);
        assertThat(scaled(Double.NaN, 1, 5)).containsExactly(1.0, 1.0, 0.0);
        assertThat(scaled(2048, 1024, 5)).containsExactly(3.0, 1024.0, 6.0);
        int last = LossScale.PATIENCE - 1;
        assertThat(scaled(2048, 1024, last)).containsExactly(3.0, 2048.0, 0.0);
    }

    // A value of 1 plus the unscaled gradient, the factor and the count after a step.
    private static List<Double> scaled(double gradient, double factor, double good) {
        TensorType scalar = TensorType.of(DType.F32);
        try (var jit =
                        Jit.ofList(
                                device,
                                in -> {
                                    var scale = LossScale.last(in);
                                    var raw = scale.unscaled(List.of(in.getFirst()));
                                    var finite = LossScale.finite(raw);
                                    var one = in.getFirst().like(1);
                                    var next = List.of(one.add(raw.getFirst()));
                                    var made = LossScale.chosen(finite, next, List.of(one));
                                    return Stream.concat(made.stream(), scale.next(finite).stream())
                                            .toList();
                                });
                var a = Array.of(device, Literal.filled(scalar, gradient));
                var b = Array.of(device, Literal.filled(scalar, factor));
                var c = Array.of(device, Literal.filled(scalar, good))) {
            return jit.callAll(List.of(a, b, c)).stream()
                    .map(x -> {
                        try (x) {
                            return x.literal().get(0);
                        }
                    })
                    .toList();
        }
    }
}

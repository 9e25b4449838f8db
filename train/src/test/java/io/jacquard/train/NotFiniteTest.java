package io.jacquard.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.jacquard.data.BatchedDataset;
import io.jacquard.data.Dataset;
import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Model;
import io.jacquard.nn.Network;
import io.jacquard.nn.Scope;
import io.jacquard.nn.init.Initializers;
import io.jacquard.nn.loss.Losses;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Seed;
import io.jacquard.train.metric.Metrics;
import io.jacquard.train.optimizer.Adam;
import io.jacquard.train.optimizer.Optimizer;
import io.jacquard.train.optimizer.Sgd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Losses and parameters that stop being finite end the training with a cause.
class NotFiniteTest {
    @TempDir private Path folder;

    static List<String> devices() {
        return Device.available();
    }

    /// `log(1 - x * level)` of a level that grows: some step takes the logarithm below 0.
    private static Network logarithm(Scope s) {
        var level = s.parameter("level", TensorType.of(DType.F32, 1), Initializers.zeros());
        return (Layer) x -> x.mul(level.value()).neg().add(1).log();
    }

    private static BatchedDataset ones(int examples) {
        var ones = Literal.filled(TensorType.of(DType.F32, examples, 1), 1);
        var far = Literal.filled(TensorType.of(DType.F32, examples, 1), -100);
        return Dataset.of(ones, far).batch(2);
    }

    private record Failed(TrainingException error, Map<String, Literal> values) {}

    private static Failed failing(
            String deviceName, Function<Scope, Network> maker, Optimizer optimizer) {
        try (var device = Device.open(deviceName);
                var model = Model.create(device, Seed.of(1), maker);
                var trainer = Trainer.of(model, Losses::mae, optimizer)) {
            var error =
                    catchThrowableOfType(TrainingException.class, () -> trainer.fit(ones(40), 3));
            assertThat(error).isNotNull();
            return new Failed(error, model.values());
        }
    }

    @ParameterizedTest
    @MethodSource("devices")
    void logarithmOfANegativeNumberIsNamedWithItsLine(String device) {
        var failed = failing(device, NotFiniteTest::logarithm, Sgd.of(0.3));

        // The level is 0, 0.3, 0.3 + 0.3 / 0.7 = 0.729, 0.729 + 0.3 / 0.271 = 1.83.
        assertThat(failed.error())
                .hasMessageContaining("is not finite after step 4")
                .hasMessageContaining("operation log")
                .hasMessageContaining("NotFiniteTest.java:" + lineOf("neg().add(1).log()"))
                .hasMessageContaining("parameter level")
                .hasMessageContaining("back at step 0");
        assertThat(failed.values().get("level").get(0)).isZero();
    }

    @Test
    void neitherABranchThatIsNotPickedNorAMetricIsBlamed() {
        try (var device = Device.open("cpu");
                var model = Model.create(device, Seed.of(1), NotFiniteTest::masked);
                var trainer =
                        Trainer.of(model, Losses::mae, Sgd.of(0.3))
                                .measure(Metrics.mean("odd", (p, _) -> p.max(1).neg().rsqrt()))) {
            var error =
                    catchThrowableOfType(TrainingException.class, () -> trainer.fit(ones(40), 3));

            assertThat(error)
                    .hasMessageContaining("is not finite after step 4")
                    .hasMessageContaining("NotFiniteTest.java:" + lineOf("neg().add(1).log()"));
        }
    }

    /// The same beside a logarithm of -1 that is not picked.
    private static Network masked(Scope s) {
        var inner = (Layer) logarithm(s);
        return (Layer)
                x -> {
                    var other = x.neg().log();
                    var picked = x.lt(x.like(0)).where(other, x.like(0));
                    return inner.forward(x).add(picked);
                };
    }

    private static int lineOf(String code) {
        try {
            var source = Path.of("src/test/java/io/jacquard/train/NotFiniteTest.java");
            var lines = Files.readAllLines(source);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).contains(code)) {
                    return i + 1;
                }
            }
            throw new IllegalStateException("no line with " + code);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void rateThatIsTooLargeIsNamed() {
        try (var device = Device.open("cpu");
                var model = Model.create(device, Seed.of(1), Nets::corners);
                var trainer = Trainer.of(model, Losses::crossEntropy, Sgd.of(1e30))) {
            var before = model.values();

            var error =
                    catchThrowableOfType(
                            TrainingException.class,
                            () -> trainer.fit(Sets.corners(60).batch(10), 3));

            assertThat(error)
                    .hasMessageContaining("is not finite after step ")
                    .hasMessageContaining("operation ")
                    .hasMessageContaining("parameter 0.weight")
                    .hasMessageContaining("try a smaller learning rate");
            assertThat(model.values()).isEqualTo(before);
        }
    }

    /// The loss is 0 at the root of 0, but its slope there is infinite.
    private static Network root(Scope s) {
        var w = s.parameter("w", TensorType.of(DType.F32, 1), Initializers.zeros());
        return (Layer) x -> x.mul(w.value()).sqrt();
    }

    @Test
    void parameterThatBecomesInfiniteUnderAFiniteLossIsNotSaved() throws IOException {
        var file = folder.resolve("a.safetensors");
        try (var device = Device.open("cpu");
                var model = Model.create(device, Seed.of(1), NotFiniteTest::root);
                var trainer = Trainer.of(model, Losses::mae, Adam.of(0.1)).checkpoint(file, 1)) {
            var error =
                    catchThrowableOfType(TrainingException.class, () -> trainer.fit(ones(2), 1));

            assertThat(error)
                    .hasMessageContaining("is not finite after step 1")
                    .hasMessageContaining("parameter w");
            assertThat(model.values().get("w").get(0)).isZero();
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void lastGoodCheckpointStaysAndTheModelIsAsInIt() throws IOException {
        var file = folder.resolve("a.safetensors");
        List<byte[]> good = new ArrayList<>();
        var reading =
                new Callback() {
                    @Override
                    public Verdict onProgress(Progress p) {
                        if (p.step() == 3) {
                            good.add(bytes(file));
                        }
                        return Verdict.CONTINUE;
                    }
                };
        try (var device = Device.open("cpu");
                var model = Model.create(device, Seed.of(1), NotFiniteTest::logarithm);
                var trainer =
                        Trainer.of(model, Losses::mae, Sgd.of(0.3))
                                .checkpoint(file, 2)
                                .reportEvery(1)
                                .with(reading)) {
            var error =
                    catchThrowableOfType(TrainingException.class, () -> trainer.fit(ones(40), 3));

            assertThat(error)
                    .hasMessageContaining("after step 4")
                    .hasMessageContaining("back at step 2");
            assertThat(bytes(file)).isEqualTo(good.getFirst());
            assertThat(model.values().get("level").get(0)).isCloseTo(0.729, within(0.001));
            try (var all = Files.list(folder)) {
                assertThat(all).containsExactly(file);
            }
        }
    }

    private static BatchedDataset numbers(float... all) {
        var x = Literal.of(all, all.length, 1);
        return Dataset.of(x, Literal.zeros(x.type())).batch(2);
    }

    /// `log(x) * level` of a level that stays what it is where x is 1.
    private static Network scaledLogarithm(Scope s) {
        var level = s.parameter("level", TensorType.of(DType.F32, 1), Initializers.constant(1));
        return (Layer) x -> x.log().mul(level.value());
    }

    @Test
    void validationLossThatIsNotFiniteEndsTrainingAtTheLastGoodCheckpoint() {
        var file = folder.resolve("a.safetensors");
        try (var device = Device.open("cpu");
                var model = Model.create(device, Seed.of(1), NotFiniteTest::scaledLogarithm);
                var trainer = Trainer.of(model, Losses::mae, Sgd.of(0.01)).checkpoint(file, 4)) {
            var train = numbers(1, 2, 3, 4, 5, 6);
            trainer.fit(train, numbers(7, 8, 9), 1);
            var before = model.values();

            var error =
                    catchThrowableOfType(
                            TrainingException.class,
                            () -> trainer.fit(train, numbers(7, 8, 9, -1, 5), 2));

            assertThat(error)
                    .hasMessageContaining("the validation loss is NaN after step 6 in batch 2 of 3")
                    .hasMessageContaining("operation log")
                    .hasMessageContaining("NotFiniteTest.java:" + lineOf("x.log().mul("))
                    .hasMessageContaining("back at step 4");
            assertThat(Trainer.savedStep(file)).isEqualTo(4);
            assertThat(model.values()).isNotEqualTo(before);
            trainer.resume(file);
            var history = trainer.fit(train, numbers(7, 8, 9), 2);
            assertThat(history.last().validation().orElseThrow().loss()).isFinite();
        }
    }

    @Test
    void parameterThatTheLastStepMadeInfiniteIsNamedAndNotTheValidation() {
        try (var device = Device.open("cpu");
                var model = Model.create(device, Seed.of(1), NotFiniteTest::root);
                var trainer = Trainer.of(model, Losses::mae, Adam.of(0.1))) {
            var error =
                    catchThrowableOfType(
                            TrainingException.class, () -> trainer.fit(ones(2), ones(2), 1));

            assertThat(error)
                    .hasMessageContaining("is not finite after step 1")
                    .hasMessageContaining("parameter w");
            assertThat(model.values().get("w").get(0)).isZero();
        }
    }

    @Test
    void lossOfTheLastStepIsCheckedHoweverRareTheReports() {
        try (var device = Device.open("cpu");
                var model = Model.create(device, Seed.of(1), NotFiniteTest::logarithm);
                var trainer = Trainer.of(model, Losses::mae, Sgd.of(0.3)).reportEvery(1000)) {
            var error =
                    catchThrowableOfType(TrainingException.class, () -> trainer.fit(ones(8), 1));

            assertThat(error).hasMessageContaining("is not finite after step 4");
        }
    }

    @Test
    void measuredLossThatIsNotFiniteIsNoResult() {
        try (var device = Device.open("cpu");
                var model = Model.create(device, Seed.of(1), NotFiniteTest::scaledLogarithm);
                var trainer = Trainer.of(model, Losses::mae, Sgd.of(0.01))) {
            var error =
                    catchThrowableOfType(
                            TrainingException.class,
                            () -> trainer.evaluate(numbers(1, 2, 3, 4, 0)));

            assertThat(error)
                    .hasMessageContaining("the loss over 5 examples is Infinity in batch 3 of 3")
                    .hasMessageContaining("operation log");
            assertThat(trainer.evaluate(numbers(1, 2)).loss()).isFinite();
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void metricThatIsNoNumberDoesNotEndTraining() {
        try (var device = Device.open("cpu");
                var model = Model.create(device, Seed.of(1), Nets::corners);
                var trainer =
                        Trainer.of(model, Losses::crossEntropy, Adam.of(0.01))
                                .measure(
                                        Metrics.mean(
                                                "odd", (p, _) -> p.max(1).abs().neg().log()))) {
            var report = trainer.fit(Sets.corners(20).batch(5), 2).last().train();

            assertThat(report.metric("odd")).isNaN();
            assertThat(report.loss()).isFinite();
        }
    }

    @Test
    void parameterThatWasNotFiniteFromTheStartIsNamed() {
        try (var device = Device.open("cpu");
                var model =
                        Model.create(
                                device,
                                Seed.of(1),
                                s -> {
                                    var w =
                                            s.parameter(
                                                    "w",
                                                    TensorType.of(DType.F32, 1),
                                                    Initializers.constant(Double.NaN));
                                    return (Layer) x -> x.mul(w.value());
                                });
                var trainer = Trainer.of(model, Losses::mae, Sgd.of(0.1))) {
            var error =
                    catchThrowableOfType(TrainingException.class, () -> trainer.fit(ones(4), 1));

            assertThat(error).hasMessageContaining("w was not finite before it");
        }
    }
}

package io.jacquard.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.jacquard.data.BatchedDataset;
import io.jacquard.ir.Literal;
import io.jacquard.nn.Model;
import io.jacquard.nn.loss.Losses;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Seed;
import io.jacquard.testkit.ArrayAssert;
import io.jacquard.testkit.Tolerance;
import io.jacquard.train.optimizer.Accumulated;
import io.jacquard.train.optimizer.Adafactor;
import io.jacquard.train.optimizer.Adam;
import io.jacquard.train.optimizer.AdamW;
import io.jacquard.train.optimizer.Averaged;
import io.jacquard.train.optimizer.Clipped;
import io.jacquard.train.optimizer.Groups;
import io.jacquard.train.optimizer.Lion;
import io.jacquard.train.optimizer.Optimizer;
import io.jacquard.train.optimizer.Sgd;
import io.jacquard.train.schedule.Schedule;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrappedOptimizersTest {
    private static final Optimizer ALL =
            Accumulated.of(
                    Averaged.of(
                            Clipped.byGlobalNorm(
                                    Groups.of(AdamW.of(Schedule.cosine(0.02, 0.001, 12)))
                                            .with("*.bias", Lion.of(0.01))
                                            .with("0.weight", Adafactor.of(0.1)),
                                    1),
                            0.9),
                    2);

    @TempDir private Path folder;

    private static Map<String, Literal> trained(
            Optimizer optimizer, BatchedDataset data, int epochs) {
        try (var device = Device.open("cpu");
                var model = Model.create(device, Seed.of(1), Nets::corners);
                var trainer = Trainer.of(model, Losses::crossEntropy, optimizer)) {
            trainer.fit(data, epochs);
            return model.values();
        }
    }

    @Test
    void eachGroupIsTrainedByItsOwnOptimizer() {
        var data = Sets.corners(24).batch(8);
        var groups = Groups.of(Sgd.of(0.1)).with("*.bias", Sgd.of(0)).with("2.*", Adam.of(0.01));
        var values = trained(groups, data, 1);
        var still = trained(Sgd.of(0), data, 1);

        assertThat(values.get("0.bias")).isEqualTo(still.get("0.bias"));
        assertThat(values.get("0.weight")).isNotEqualTo(still.get("0.weight"));
        // The first group has the bias, so only the weight is Adam's.
        assertThat(values.get("2.bias")).isEqualTo(still.get("2.bias"));
        assertThat(values.get("2.weight")).isNotEqualTo(still.get("2.weight"));
    }

    @Test
    void aGroupOfAllIsTheOptimizerItself() {
        var data = Sets.corners(24).batch(8);

        assertThat(trained(Groups.of(Sgd.of(9)).with("*", Adam.of(0.01)), data, 2))
                .isEqualTo(trained(Adam.of(0.01), data, 2));
    }

    @Test
    void aPatternThatFitsNothingIsRefusedBeforeTheFirstStep() {
        var groups = Groups.of(Sgd.of(0.1)).with("*.bais", Sgd.of(0));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> trained(groups, Sets.corners(24).batch(8), 1))
                .withMessageContaining("no trained parameter is named as '*.bais'")
                .withMessageContaining("0.bias");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 6})
    void smallBatchesAddedUpAreOneLargeBatch(int parts) {
        var optimizer = Clipped.byGlobalNorm(AdamW.of(Schedule.cosine(0.05, 0, 8)), 0.5);
        var data = Sets.corners(48);

        var large = trained(optimizer, data.batch(24), 4);
        var small = trained(Accumulated.of(optimizer, parts), data.batch(24 / parts), 4);

        large.forEach((name, value) ->
                ArrayAssert.assertThat(small.get(name))
                        .as(name)
                        .isCloseTo(value, Tolerance.CONTRACTION));
    }

    @Test
    void nothingChangesBeforeAnUpdateIsDue() {
        var data = Sets.corners(24).batch(8);

        assertThat(trained(Accumulated.of(Adam.of(0.1), 4), data, 1))
                .isEqualTo(trained(Sgd.of(0), data, 1));
    }

    @Test
    void theAverageIsThatOfPyTorchAndIsWhatTheModelHasInTheEnd() {
        var expected = Bowl.fixtures().tensor("sgd-momentum/average");
        var optimizer = Averaged.of(Sgd.of(0.05).withMomentum(0.9), 0.9);
        for (int steps = 1; steps <= 10; steps++) {
            try (var device = Device.open("cpu");
                    var model = Model.create(device, Seed.of(0), Bowl::place);
                    var trainer = Trainer.of(model, Bowl.loss(), optimizer)) {
                model.restore(Map.of("x", Bowl.row("start", 0)));

                trainer.fit(Bowl.data().batch(1), steps);

                var average = model.values().get("x");
                for (int i = 0; i < 6; i++) {
                    assertThat((float) average.get(i))
                            .isCloseTo((float) expected.get((steps - 1) * 6 + i), within(2e-6f));
                }
            }
        }
    }

    @Test
    void theAverageIsValidatedAndTheTrainedValuesGoOn() {
        var data = Sets.corners(48);
        var averaged = Averaged.of(Sgd.of(0.5), 0.99);
        try (var device = Device.open("cpu");
                var model = Model.create(device, Seed.of(1), Nets::corners);
                var trainer = Trainer.of(model, Losses::crossEntropy, averaged)) {
            var history = trainer.fit(data.batch(8), data.batch(16), 3);

            double left = trainer.evaluate(data.batch(16)).loss();
            assertThat(history.last().judgedLoss()).isEqualTo(left);
            assertThat(history.last().train().loss()).isLessThan(left);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 6, 9})
    void everythingTogetherGoesOnWithTheSameBits(int stop) {
        var data = Sets.corners(48).shuffle(Seed.of(3)).batch(8);
        var file = folder.resolve("state.safetensors");
        try (var device = Device.open("cpu");
                var model = Model.create(device, Seed.of(1), Nets::corners);
                var trainer =
                        Trainer.of(model, Losses::crossEntropy, ALL)
                                .reportEvery(1)
                                .checkpoint(file, 1)
                                .with(stoppingAt(stop))) {
            trainer.fit(data, data, 2);
        }
        try (var device = Device.open("cpu");
                var model = Model.create(device, Seed.of(2), Nets::corners);
                var trainer = Trainer.of(model, Losses::crossEntropy, ALL).checkpoint(file, 1)) {
            trainer.resume(file);
            trainer.fit(data, data, 2);

            assertThat(model.values()).isEqualTo(trained(ALL, data, 2));
        }
    }

    private static Callback stoppingAt(long step) {
        return new Callback() {
            @Override
            public Verdict onProgress(Progress p) {
                return p.step() == step ? Verdict.STOP : Verdict.CONTINUE;
            }
        };
    }
}

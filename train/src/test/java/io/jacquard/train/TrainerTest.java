package io.jacquard.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jacquard.data.Column;
import io.jacquard.data.Dataset;
import io.jacquard.data.StandardScaler;
import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Model;
import io.jacquard.nn.Network;
import io.jacquard.nn.Penalty;
import io.jacquard.nn.Scope;
import io.jacquard.nn.init.Initializers;
import io.jacquard.nn.layer.Linear;
import io.jacquard.nn.layer.Sequential;
import io.jacquard.nn.loss.Losses;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Seed;
import io.jacquard.tensor.Tensors;
import io.jacquard.train.metric.Metrics;
import io.jacquard.train.optimizer.Adam;
import io.jacquard.train.optimizer.Sgd;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainerTest {
    private Device device;

    @BeforeEach
    void open() {
        device = Device.open("cpu");
    }

    @AfterEach
    void close() {
        device.close();
    }

    static List<String> devices() {
        return Device.available();
    }

    private Model corners() {
        return Model.create(device, Seed.of(1), Nets::corners);
    }

    @ParameterizedTest
    @MethodSource("devices")
    void learnsWhatCanBeLearned(String name) {
        var data = Sets.corners(120);
        try (var own = Device.open(name);
                var model = Model.create(own, Seed.of(1), Nets::corners);
                var trainer =
                        Trainer.of(model, Losses::crossEntropy, Adam.of(0.02))
                                .measure(Metrics.accuracy())) {
            var train = data.take(90).shuffle(Seed.of(2)).batch(16);

            var history = trainer.fit(train, data.skip(90).batch(16), 8);

            assertThat(history.epochs())
                    .extracting(Epoch::number)
                    .containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
            assertThat(history.last().step()).isEqualTo(48);
            assertThat(history.stopped()).isEmpty();
            assertThat(history.last().train().loss())
                    .isLessThan(0.3 * first(history).train().loss());
            assertThat(history.last().validation().orElseThrow().metric("accuracy"))
                    .isGreaterThan(0.95);
            assertThat(trainer.evaluate(data.skip(90).batch(7)).metric("accuracy"))
                    .isEqualTo(history.last().validation().orElseThrow().metric("accuracy"));
        }
    }

    private static Epoch first(History history) {
        return history.epochs().getFirst();
    }

    @Test
    void smallerLastBatchCountsByItsExamples() {
        // One step on 4 examples and one on 1, by hand: w = 0, prediction 0, mean of squares.
        float[][] x = {{1}, {1}, {1}, {1}, {2}};
        float[][] y = {{1}, {1}, {3}, {3}, {5}};
        try (var model =
                        Model.create(
                                device,
                                Seed.of(1),
                                s -> Linear.withoutBias(s, 1, 1, Initializers.zeros()));
                var trainer = Trainer.of(model, Losses::mse, Sgd.of(0.1))) {

            var epoch = trainer.fit(Dataset.of(x, y).batch(4), 1).last();

            // After the first: w = 0.1 * 2 * mean(y) = 0.4. The last one: (0.8 - 5)^2.
            double last = 4.2 * 4.2;
            assertThat(epoch.train().loss()).isCloseTo((1 + 1 + 9 + 9 + last) / 5, within(1e-5));
            assertThat(model.values().get("weight").get(0))
                    .isCloseTo(0.4 + 0.1 * 2 * 4.2 * 2, within(1e-6));
        }
    }

    @Test
    void severalOutputsAndLabelsShareOneObjective() {
        var inputs = Literal.of(new float[] {1, 2, 3, 4}, 4, 1);
        var doubled = Literal.of(new float[] {2, 4, 6, 8}, 4, 1);
        var negated = Literal.of(new float[] {-1, -2, -3, -4}, 4, 1);
        var data =
                Dataset.builder()
                        .feature("x", inputs)
                        .label("doubled", doubled)
                        .label("negated", negated)
                        .build();
        Objective objective =
                (outputs, targets) ->
                        Losses.mse(outputs.of("a"), targets.of("doubled"))
                                .add(Losses.mse(outputs.of("b"), targets.of("negated")));
        try (var model = Model.create(device, Seed.of(1), TrainerTest::twoHeads);
                var trainer =
                        Trainer.ofObjective(model, objective, Adam.of(0.05))
                                .measure(Metrics.mae())) {
            trainer.fit(data.batch(4), 400);

            var report = trainer.evaluate(data.batch(4));
            assertThat(report.loss()).isLessThan(1e-3);
            assertThat(report.metric("mae")).isLessThan(0.05);
            assertThat(model.values().get("a.weight").get(0)).isCloseTo(2, within(0.05));
            assertThat(model.values().get("b.weight").get(0)).isCloseTo(-1, within(0.05));
        }
    }

    private static Network twoHeads(Scope s) {
        var a = new Linear(s.in("a"), 1, 1);
        var b = new Linear(s.in("b"), 1, 1);
        return in -> Tensors.of("a", a.forward(in.only())).and("b", b.forward(in.only()));
    }

    @Test
    void earlyStoppingBringsTheBestEpochBack() {
        // The rate grows until it is too large, so that some epoch in the middle is the best.
        var optimizer = Sgd.of(step -> 0.002 * Math.pow(1.25, step));
        List<Map<String, Literal>> after = new ArrayList<>();
        try (var model = corners();
                var trainer =
                        Trainer.of(model, Losses::crossEntropy, optimizer)
                                .with(EarlyStopping.of(3))
                                .with(noting(model, after))) {
            var data = Sets.corners(60);

            var history = trainer.fit(data.take(40).batch(20), data.skip(40).batch(20), 60);

            int best = history.best().number();
            assertThat(best).isBetween(3, 40);
            assertThat(history.last().number()).isEqualTo(best + 3);
            assertThat(history.stopped()).contains("of epoch " + best + " in 3 epochs");
            assertThat(model.values()).isEqualTo(after.get(best - 1));
            assertThat(trainer.evaluate(data.skip(40).batch(20)).loss())
                    .isEqualTo(history.best().judgedLoss());
        }
    }

    private static Callback noting(Model model, List<Map<String, Literal>> after) {
        return new Callback() {
            @Override
            public Verdict onEpoch(Epoch epoch) {
                after.add(model.values());
                return Verdict.CONTINUE;
            }
        };
    }

    @Test
    void earlyStoppingIgnoresGainsBelowTheMinimum() {
        try (var model = corners();
                var trainer =
                        Trainer.of(model, Losses::crossEntropy, Sgd.of(1e-6))
                                .with(new EarlyStopping(2, 0.1))) {
            var history = trainer.fit(Sets.corners(30).batch(10), 50);

            assertThat(history.last().number()).isEqualTo(3);
            assertThat(history.best().number()).isEqualTo(3);
        }
        assertThatThrownBy(() -> EarlyStopping.of(0))
                .hasMessage("patience is from 1 and the minimum from 0, got 0 and 0.0");
    }

    @Test
    void evaluatingChangesNothing() {
        var data = Sets.pictures(40);
        Map<String, Literal> undisturbed = trained(false);

        assertThat(trained(true)).isEqualTo(undisturbed);
        try (var model = Model.create(device, Seed.of(1), Nets::pictures);
                var trainer = Trainer.of(model, Losses::crossEntropy, Adam.of(0.01))) {
            var before = model.values();
            var once = trainer.evaluate(data.batch(16));

            assertThat(trainer.evaluate(data.batch(16))).isEqualTo(once);
            assertThat(model.values()).isEqualTo(before);
        }
    }

    private Map<String, Literal> trained(boolean evaluatingBetween) {
        var data = Sets.pictures(40);
        try (var model = Model.create(device, Seed.of(1), Nets::pictures);
                var trainer = Trainer.of(model, Losses::crossEntropy, Adam.of(0.01))) {
            for (int epochs = 1; epochs <= 3; epochs++) {
                trainer.fit(data.shuffle(Seed.of(4)).batch(16), epochs);
                if (evaluatingBetween) {
                    trainer.evaluate(data.batch(10));
                }
            }
            return model.values();
        }
    }

    @Test
    void stateMovesWhileTrainingAndStaysWhileEvaluating() {
        var data = Sets.pictures(32);
        try (var model = Model.create(device, Seed.of(1), Nets::pictures);
                var trainer = Trainer.of(model, Losses::crossEntropy, Sgd.of(0))) {
            var weight = model.values().get("0.weight");

            trainer.evaluate(data.batch(16));
            assertThat(model.values().get("1.mean").get(0)).isZero();

            trainer.fit(data.batch(16), 1);
            double moved = model.values().get("1.mean").get(0);
            assertThat(moved).isNotZero();

            trainer.evaluate(data.batch(16));
            assertThat(model.values().get("1.mean").get(0)).isEqualTo(moved);
            assertThat(model.values().get("0.weight")).isEqualTo(weight);
        }
    }

    @ParameterizedTest
    @MethodSource("devices")
    void runningStatisticsComeNearThoseOfTheDataAndServeWhileEvaluating(String name) {
        var data = Sets.corners(90);
        try (var own = Device.open(name);
                var model = Model.create(own, Seed.of(1), Nets::normalizedCorners);
                var trainer =
                        Trainer.of(model, Losses::crossEntropy, Sgd.of(0.1).withMomentum(0.9))
                                .measure(Metrics.accuracy())) {
            trainer.fit(data.shuffle(Seed.of(2)).batch(30), 20);

            var statistics = StandardScaler.fit(data, Column.FEATURES);
            for (int i = 0; i < 4; i++) {
                double deviation = Math.sqrt(model.values().get("0.running_var").get(i));
                assertThat(model.values().get("0.running_mean").get(i))
                        .isCloseTo(statistics.mean()[i], within(0.1));
                assertThat(deviation).isCloseTo(statistics.deviation()[i], within(0.1));
            }
            assertThat(trainer.evaluate(data.batch(90)).metric("accuracy")).isGreaterThan(0.95);
            assertThat(trainer.evaluate(data.batch(1)).metric("accuracy"))
                    .isEqualTo(trainer.evaluate(data.batch(90)).metric("accuracy"));
        }
    }

    @Test
    void dropoutDrawsByTheSeedAndIsOffWhileEvaluating() {
        var first = withDropout(Seed.of(5));

        assertThat(withDropout(Seed.of(5))).isEqualTo(first);
        assertThat(withDropout(Seed.of(6))).isNotEqualTo(first);
    }

    private Map<String, Literal> withDropout(Seed seed) {
        try (var model = Model.create(device, Seed.of(1), Nets::cornersWithDropout);
                var trainer = Trainer.of(model, Losses::crossEntropy, Adam.of(0.01)).seed(seed)) {
            double before = trainer.evaluate(Sets.corners(30).batch(30)).loss();
            double train = trainer.fit(Sets.corners(30).batch(30), 1).last().train().loss();
            assertThat(train).isNotEqualTo(before);
            return model.values();
        }
    }

    @Test
    void fittingAgainGoesOnWithTheOptimizersState() {
        var data = Sets.corners(60).shuffle(Seed.of(3)).batch(16);
        try (var atOnce = corners();
                var inParts = corners();
                var one = Trainer.of(atOnce, Losses::crossEntropy, Adam.of(0.01));
                var two = Trainer.of(inParts, Losses::crossEntropy, Adam.of(0.01))) {
            one.fit(data, 4);
            two.fit(data, 1);
            var rest = two.fit(data, 4);

            assertThat(rest.epochs()).extracting(Epoch::number).containsExactly(2, 3, 4);
            assertThat(inParts.values()).isEqualTo(atOnce.values());
        }
    }

    @Test
    void callbacksAreToldEveryFewStepsAndEndTraining() {
        List<Callback.Progress> told = new ArrayList<>();
        var callback =
                new Callback() {
                    @Override
                    public Verdict onProgress(Progress p) {
                        told.add(p);
                        return p.step() == 6 ? Verdict.STOP : Verdict.CONTINUE;
                    }
                };
        try (var model = corners();
                var trainer =
                        Trainer.of(model, Losses::crossEntropy, Adam.of(step -> 0.1 / (step + 1)))
                                .with(callback)
                                .reportEvery(2)) {
            var history = trainer.fit(Sets.corners(40).batch(8), 3);

            assertThat(told).extracting(Callback.Progress::step).containsExactly(2L, 4L, 6L);
            assertThat(told).extracting(Callback.Progress::position).containsExactly(2, 4, 1);
            assertThat(told).extracting(Callback.Progress::epoch).containsExactly(1, 1, 2);
            assertThat(told.getLast().rate()).isEqualTo(0.1 / 6);
            assertThat(told.getLast().done()).isCloseTo(6 / 15.0, within(1e-12));
            assertThat(history.epochs()).hasSize(1);
            assertThat(history.stopped()).isEqualTo("a callback asked for it at step 6");
        }
    }

    @Test
    void penaltiesMakeWeightsSmallAndAreNoPartOfTheReport() {
        var data = Sets.corners(60).batch(20);
        try (var free = corners();
                var small =
                        Model.create(
                                device,
                                Seed.of(1),
                                s -> Nets.corners(s.penalized(Penalty.l2(0.1))));
                var one = Trainer.of(free, Losses::crossEntropy, Adam.of(0.01));
                var two = Trainer.of(small, Losses::crossEntropy, Adam.of(0.01))) {
            assertThat(two.evaluate(data).loss()).isEqualTo(one.evaluate(data).loss());

            one.fit(data, 20);
            two.fit(data, 20);

            assertThat(norm(small, "0.weight")).isLessThan(0.7 * norm(free, "0.weight"));
            assertThat(small.values().get("2.bias"))
                    .isNotEqualTo(Literal.zeros(type("2.bias", small)));
        }
    }

    private static TensorType type(String name, Model model) {
        return model.parameter(name).type();
    }

    private static double norm(Model model, String name) {
        double sum = 0;
        for (float f : model.values().get(name).floats()) {
            sum += f * f;
        }
        return Math.sqrt(sum);
    }

    @Test
    void stepsCompiledForOtherColumnsAreNotMixedUp() {
        var labels = Literal.of(new float[] {0, 1, 0.5f}, 3, 1);
        var bytes = Dataset.of(Literal.of(new byte[] {0, 100, 50}, 3, 1), labels);
        var floats = Dataset.of(Literal.of(new float[] {0, 100, 50}, 3, 1), labels);
        Layer widening = x -> x.to(DType.F32);
        try (var model =
                        Model.create(
                                device,
                                Seed.of(1),
                                s -> Sequential.of(widening, new Linear(s, 1, 1)));
                var trainer = Trainer.of(model, Losses::mse, Adam.of(0.05))) {
            double expected = trainer.evaluate(bytes.batch(3)).loss();

            assertThat(trainer.evaluate(floats.batch(3)).loss()).isEqualTo(expected);
        }
    }

    @Test
    void noExamplesAreRefused() {
        try (var model = corners();
                var trainer = Trainer.of(model, Losses::crossEntropy, Adam.of(0.01))) {
            var none = Sets.corners(3).batch(4).dropRemainder();

            assertThatThrownBy(() -> trainer.fit(none, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("there is no batch")
                    .hasMessageContaining("in batches of 4");
            assertThatThrownBy(() -> trainer.evaluate(none))
                    .hasMessageContaining("there is no batch");
            assertThatThrownBy(() -> trainer.fit(Sets.corners(3).batch(1), -1))
                    .hasMessage("the number of epochs is from 0, got -1");
        }
    }

    @Test
    void theFootprintIsWhatTheDeviceHoldsAtMost() {
        var data = Sets.corners(50).shuffle(Seed.of(3)).batch(16);
        var validation = Sets.corners(23).batch(10);
        var test = Sets.corners(7).batch(10);
        var most = new AtomicLong();
        Callback watch =
                new Callback() {
                    @Override
                    public Verdict onProgress(Progress progress) {
                        most.accumulateAndGet(device.bytesInUse(), Math::max);
                        return Verdict.CONTINUE;
                    }
                };
        try (var model = Model.create(device, Seed.of(1), Nets::cornersWithDropout);
                var trainer =
                        Trainer.of(model, Losses::crossEntropy, Adam.of(0.01))
                                .measure(Metrics.accuracy(), Metrics.confusion())
                                .reportEvery(1)
                                .with(watch)) {
            var footprint = trainer.footprint(data, validation, test);
            long told = device.bytesInUse();

            trainer.fit(data, validation, 3);
            trainer.evaluate(test);

            assertThat(footprint.peak()).isEqualTo(told);
            assertThat(most.get()).isEqualTo(told);
            assertThat(device.bytesInUse()).isEqualTo(told);
            assertThat(footprint.optimizer()).isEqualTo(2 * footprint.parameters());
            assertThat(footprint.steps()).isPositive();
        }
    }

    @Test
    void measuringAloneTakesNoMemoryForTheOptimizer() {
        try (var model = Model.create(device, Seed.of(1), Nets::corners);
                var trainer = Trainer.of(model, Losses::crossEntropy, Adam.of(0.01))) {
            trainer.evaluate(Sets.corners(20).batch(10));

            assertThat(trainer.states()).allMatch(s -> s.slotBytes() == 0);
        }
    }

    @Test
    void memoryOfTheDeviceStaysTheSameStepAfterStep() {
        var data = Sets.corners(50).shuffle(Seed.of(3)).batch(16);
        long before = device.bytesInUse();
        try (var model = Model.create(device, Seed.of(1), Nets::cornersWithDropout)) {
            try (var trainer =
                    Trainer.of(model, Losses::crossEntropy, Adam.of(0.01))
                            .measure(Metrics.accuracy(), Metrics.confusion())) {
                trainer.fit(data, data, 2);
                long warm = device.bytesInUse();

                trainer.fit(data, data, 200);

                assertThat(device.bytesInUse()).isEqualTo(warm);
            }
        }
        assertThat(device.bytesInUse()).isEqualTo(before);
    }
}

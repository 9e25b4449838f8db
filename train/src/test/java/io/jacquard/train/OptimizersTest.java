package io.jacquard.train;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Model;
import io.jacquard.nn.Network;
import io.jacquard.nn.Penalty;
import io.jacquard.nn.Scope;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Array;
import io.jacquard.tensor.Jit;
import io.jacquard.tensor.Seed;
import io.jacquard.testkit.ArrayAssert;
import io.jacquard.testkit.Tolerance;
import io.jacquard.train.optimizer.Accumulated;
import io.jacquard.train.optimizer.Adafactor;
import io.jacquard.train.optimizer.Adagrad;
import io.jacquard.train.optimizer.Adam;
import io.jacquard.train.optimizer.AdamW;
import io.jacquard.train.optimizer.Averaged;
import io.jacquard.train.optimizer.Clipped;
import io.jacquard.train.optimizer.Lion;
import io.jacquard.train.optimizer.Optimizer;
import io.jacquard.train.optimizer.RmsProp;
import io.jacquard.train.optimizer.Sgd;
import io.jacquard.train.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every optimizer walks where PyTorch's does.
class OptimizersTest {
    private static final Map<String, Optimizer> PYTORCH =
            Map.ofEntries(
                    entry("sgd", Sgd.of(0.05)),
                    entry("sgd-l2", Sgd.of(0.05).withWeightDecay(0.1)),
                    entry("sgd-momentum", Sgd.of(0.05).withMomentum(0.9)),
                    entry("sgd-nesterov", Sgd.of(0.05).withMomentum(0.9).withNesterov()),
                    entry("adam", Adam.of(0.01)),
                    entry("adam-other", Adam.of(0.1).withBetas(0.8, 0.95).withEpsilon(1e-3)),
                    entry("adamw", AdamW.of(0.01).withWeightDecay(0.1)),
                    entry("rmsprop", RmsProp.of(0.01)),
                    entry(
                            "rmsprop-centered",
                            RmsProp.of(0.01)
                                    .withSmoothing(0.9)
                                    .withEpsilon(1e-6)
                                    .withMomentum(0.9)
                                    .withWeightDecay(0.1)
                                    .centered()),
                    entry("adagrad", Adagrad.of(0.1)),
                    entry("adagrad-l2", Adagrad.of(0.1).withEpsilon(1e-4).withWeightDecay(0.1)),
                    entry("lion", Lion.of(0.01)),
                    entry("lion-decay", Lion.of(0.01).withBetas(0.95, 0.98).withWeightDecay(1)));

    static Stream<Arguments> optimizers() {
        return Device.available().stream()
                .flatMap(d -> PYTORCH.keySet().stream().sorted().map(o -> Arguments.of(d, o)));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void walksTheWayOfPyTorch(String device, String name) {
        var optimizer = PYTORCH.get(name);
        assertThat(optimizer).isNotNull();

        var way = walk(device, optimizer, Bowl::place);

        assertWay(way, name);
    }

    @ParameterizedTest
    @MethodSource("devices")
    void adafactorWalksTheWayOfPyTorchForVectorsAndMatrices(String device) {
        var matrix = Adafactor.of(0.1).withWeightDecay(0.1);

        assertWay(walk(device, Adafactor.of(0.1), s -> Bowl.place(s, 6), 6), "adafactor");
        assertWay(walk(device, matrix, s -> Bowl.place(s, 2, 3), 2, 3), "adafactor-matrix");
    }

    @Test
    void adafactorKeepsTwoVectorsOfAMatrix() {
        var matrix = TensorType.of(DType.F32, 3, 4, 5);

        assertThat(Adafactor.of(0.1).slotType("row", matrix))
                .isEqualTo(TensorType.of(DType.F32, 3, 4, 1));
        assertThat(Adafactor.of(0.1).slotType("column", matrix))
                .isEqualTo(TensorType.of(DType.F32, 3, 1, 5));
    }

    @Test
    void penaltyOfHalfTheRateIsTheWeightDecayThatIsAddedToTheGradient() {
        var penalty = Penalty.l2(0.05);

        var way = walk("cpu", Adam.of(0.01), s -> Bowl.place(s.penalized(penalty)));

        assertWay(way, "adam-l2");
        assertWay(walk("cpu", Sgd.of(0.05), s -> Bowl.place(s.penalized(penalty))), "sgd-l2");
    }

    @Test
    void absolutePenaltyPullsToZeroAtItsRate() {
        var way = walk("cpu", Sgd.of(0.05), s -> Bowl.place(s.penalized(Penalty.l1(0.25))));

        for (int i = 0; i < 6; i++) {
            double x = Bowl.row("start", 0).get(i);
            double slope =
                    Bowl.row("curvature", 0).get(i) * (x - Bowl.row("target", 0).get(i))
                            + 0.25 * Math.signum(x);
            assertThat(way.get(1).get(i)).isCloseTo(x - 0.05 * slope, within(1e-6));
        }
    }

    @Test
    void rateFollowsItsScheduleStepByStep() {
        Schedule schedule = step -> step < 3 ? 0 : 0.05;

        var way = walk("cpu", Sgd.of(schedule), Bowl::place);

        ArrayAssert.assertThat(way.get(3)).isExactly(Bowl.row("start", 0));
        ArrayAssert.assertThat(way.get(4))
                .isCloseTo(Bowl.row("sgd/trajectory", 1), Tolerance.ELEMENTWISE);
    }

    private static void assertWay(List<Literal> way, String name) {
        for (int i = 0; i <= 10; i++) {
            ArrayAssert.assertThat(way.get(i))
                    .as("after %d steps", i)
                    .isCloseTo(Bowl.row(name + "/trajectory", i), Tolerance.ELEMENTWISE);
        }
    }

    /// The places before the first and after each of ten steps.
    private static List<Literal> walk(
            String deviceName, Optimizer optimizer, Function<Scope, Network> maker) {
        return walk(deviceName, optimizer, maker, 1, 6);
    }

    private static List<Literal> walk(
            String deviceName, Optimizer optimizer, Function<Scope, Network> maker, int... sizes) {
        try (var device = Device.open(deviceName);
                var model = Model.create(device, Seed.of(0), maker)) {
            model.restore(Map.of("x", Bowl.row("start", 0).reshape(sizes)));
            List<Literal> way = new ArrayList<>(List.of(Bowl.row("start", 0)));
            var noted =
                    new Callback() {
                        @Override
                        public Verdict onEpoch(Epoch epoch) {
                            way.add(model.values().get("x").reshape(1, 6));
                            return Verdict.CONTINUE;
                        }
                    };
            try (var trainer = Trainer.of(model, Bowl.loss(), optimizer).with(noted)) {
                trainer.fit(Bowl.data().batch(1), 10);
            }
            return way;
        }
    }

    static Stream<Arguments> clippings() {
        return Device.available().stream()
                .flatMap(d ->
                        Stream.of(Arguments.of(d, "small", 1.0), Arguments.of(d, "large", 100.0)));
    }

    @ParameterizedTest
    @MethodSource("clippings")
    void clippingByTheJointNormIsThatOfPyTorch(String device, String name, double limit) {
        var clipped = clip(device, Clipped.byGlobalNorm(Sgd.of(0.1), limit));

        for (int i = 0; i < 3; i++) {
            ArrayAssert.assertThat(clipped.get(i))
                    .isCloseTo(
                            Bowl.fixtures().tensor("clip/%s.%d".formatted(name, i)),
                            Tolerance.CONTRACTION);
        }
    }

    @ParameterizedTest
    @MethodSource("devices")
    void clippingByValueCutsEachElement(String device) {
        var clipped = clip(device, Clipped.byValue(Sgd.of(0.1), 0.5));

        for (int i = 0; i < 3; i++) {
            var before = Bowl.fixtures().tensor("clip/gradient." + i);
            for (int e = 0; e < before.elements(); e++) {
                assertThat(clipped.get(i).get(e))
                        .isEqualTo(Math.max(-0.5, Math.min(0.5, before.get(e))));
            }
        }
    }

    static List<String> devices() {
        return Device.available();
    }

    private static List<Literal> clip(String deviceName, Clipped optimizer) {
        try (var device = Device.open(deviceName);
                var jit = Jit.ofList(device, optimizer::gradients)) {
            var before =
                    IntStream.range(0, 3)
                            .mapToObj(i -> Bowl.fixtures().tensor("clip/gradient." + i))
                            .map(g -> Array.of(device, g))
                            .toList();
            return jit.callAll(before).stream().map(Array::literal).toList();
        }
    }

    @Test
    void clippingTrainsAsTheSmallerGradientDoes() {
        var optimizer = Clipped.byGlobalNorm(Sgd.of(0.05).withMomentum(0.9), 1e6);

        assertWay(walk("cpu", optimizer, Bowl::place), "sgd-momentum");
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        assertThatThrownBy(() -> Adam.of(-1e-3)).hasMessage("learning rate is from 0, got -0.001");
        assertThatThrownBy(() -> Adam.of(1e-3).withBetas(1, 0.9))
                .hasMessage("beta1 is from 0 to less than 1, got 1.0");
        assertThatThrownBy(() -> Sgd.of(Double.NaN)).hasMessage("learning rate is from 0, got NaN");
        assertThatThrownBy(() -> Lion.of(0.1).withBetas(0.9, 1))
                .hasMessage("beta2 is from 0 to less than 1, got 1.0");
        assertThatThrownBy(() -> RmsProp.of(0.1).withEpsilon(-1))
                .hasMessage("epsilon is from 0, got -1.0");
        assertThatThrownBy(() -> new Adafactor(Schedule.constant(1), 0.8, 1, 0))
                .hasMessage("the power is less than 0, got 0.8");
        assertThatThrownBy(() -> Averaged.of(Sgd.of(0.1), 1))
                .hasMessage("the decay of the average is from 0 to less than 1, got 1.0");
        assertThatThrownBy(() -> Accumulated.of(Sgd.of(0.1), 0))
                .hasMessage("an update takes 1 batch or more, got 0");
        assertThatThrownBy(() -> Sgd.of(0.1).withMomentum(1.5))
                .hasMessage("momentum is from 0 to less than 1, got 1.5");
    }
}

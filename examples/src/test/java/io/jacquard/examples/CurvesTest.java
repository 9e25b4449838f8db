package io.jacquard.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jacquard.data.Scale;
import io.jacquard.data.image.Mnist;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Model;
import io.jacquard.nn.Scope;
import io.jacquard.nn.loss.Losses;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Seed;
import io.jacquard.train.Report;
import io.jacquard.train.Trainer;
import io.jacquard.train.metric.Metrics;
import io.jacquard.train.optimizer.Adam;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Trains programs on real data on the CPU backend and on XLA's CPU, from the same seed, and
/// compares the loss of every step and the accuracy at the end.
class CurvesTest {
    private static final String OURS = "cpu";
    private static final String XLA = "xla:cpu";

    // Networks with rectified units: their curves part in jumps. Of six seeds of the perceptron
    // five stay within 4e-6 and one comes to 6e-2; those of the pictures part at steps 15 to 60
    // and come to 9e-2, with 0.7 points of accuracy at most.
    private static final Closeness PERCEPTRON = new Closeness(5, 2, 0.25, 0.02);
    private static final Closeness PICTURES = new Closeness(10, 2, 0.25, 0.03);

    // A smooth network: its curves part slowly, four seeds to 8e-6.
    private static final Closeness RECURRENT = new Closeness(20, 1.03, 1e-3, 0.005);

    // 20 steps
    private static final Run SHORT = Run.of(1, "examples=640").on(OURS);
    private static final double RATE = 1e-3;

    @Test
    void perceptronTrainsAlike() {
        assertAlike(MnistMlp::train, "examples=9600", PERCEPTRON);
    }

    @Test
    void convolutionalNetworkTrainsAlike() {
        ExamplesTest.requirePictures();

        assertAlike(CifarCnn::train, "examples=6400", PICTURES);
    }

    @Test
    void recurrentNetworkTrainsAlike() {
        assertAlike(MnistLstm::train, "examples=9600", RECURRENT);
    }

    @Test
    void sameRunOnTheSameDeviceIsTheSame() {
        Curve once = digits(MnistMlp::network, RATE, SHORT);
        Curve again = digits(MnistMlp::network, RATE, SHORT);

        assertThat(again).isEqualTo(once);
        assertThat(once.losses()).hasSize(20);
    }

    @Test
    void anotherSeedIsFoundAtTheFirstStep() {
        Curve expected = digits(MnistMlp::network, RATE, SHORT);
        Curve other = digits(MnistMlp::network, RATE, SHORT.with("seed=2"));

        assertThat(PERCEPTRON.difference(expected, other)).get(STRING).contains("step 1 ");
    }

    @Test
    void learningRateOffByOnePercentIsFound() {
        Curve expected = digits(MnistMlp::network, RATE, SHORT);
        Curve other = digits(MnistMlp::network, 1.01 * RATE, SHORT);

        assertThat(PERCEPTRON.difference(expected, other)).get(STRING).contains("step 2 ");
    }

    @Test
    void learningRateOffByOnePercentIsFoundInARecurrentNetwork() {
        Curve expected = digits(MnistLstm::network, RATE, SHORT);
        Curve other = digits(MnistLstm::network, 1.01 * RATE, SHORT);

        assertThat(RECURRENT.difference(expected, other)).isPresent();
    }

    private static void assertAlike(
            Function<Run, Report> program, String words, Closeness closeness) {
        requireDevice(XLA);
        Run run = Run.of(1, words);

        Curve ours = Curve.of(program, run.on(OURS));
        Curve theirs = Curve.of(program, run.on(XLA));

        assertThat(closeness.difference(ours, theirs)).isEmpty();
    }

    // A program whose learning rate can be wrong.
    private static Curve digits(Function<Scope, Layer> network, double rate, Run all) {
        return Curve.of(
                run -> {
                    var digits = Mnist.embedded();
                    var scale = Scale.by(255);
                    var train = digits.train().take(run.examples()).map(scale);
                    try (var device = run.open();
                            var model = Model.create(device, Seed.of(run.seed()), network);
                            var trainer =
                                    run.watched(
                                            Trainer.of(model, Losses::crossEntropy, Adam.of(rate))
                                                    .measure(Metrics.accuracy()))) {
                        trainer.fit(train.shuffle(Seed.of(run.seed())).batch(32), run.epochs());
                        return trainer.evaluate(
                                digits.test().take(run.tests()).map(scale).batch(32));
                    }
                },
                all);
    }

    private static void requireDevice(String name) {
        var missing =
                "no device '%s', there are %s; ./jacquard plugin install cpu"
                        .formatted(name, Device.available());
        boolean there = Device.available().contains(name);
        if (!there && "true".equals(System.getenv("CI"))) {
            fail(missing);
        }
        assumeTrue(there, missing);
    }
}

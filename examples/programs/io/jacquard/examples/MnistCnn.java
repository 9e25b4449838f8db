package io.jacquard.examples;

import io.jacquard.data.Scale;
import io.jacquard.data.image.Mnist;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Model;
import io.jacquard.nn.Scope;
import io.jacquard.nn.layer.Activation;
import io.jacquard.nn.layer.Conv;
import io.jacquard.nn.layer.Flatten;
import io.jacquard.nn.layer.Linear;
import io.jacquard.nn.layer.MaxPool;
import io.jacquard.nn.layer.Sequential;
import io.jacquard.nn.loss.Losses;
import io.jacquard.tensor.Seed;
import io.jacquard.train.Report;
import io.jacquard.train.Trainer;
import io.jacquard.train.metric.Metrics;
import io.jacquard.train.optimizer.Adam;

/// Digits with a convolutional network, on the official split.
public final class MnistCnn {
    private MnistCnn() {}

    static Layer network(Scope scope) {
        return Sequential.of(
                new Conv(scope.in("conv1"), 1, 32, 3, 3), // f32[batch, 26, 26, 32]
                Activation.relu(),
                MaxPool.of(2, 2), // 13, 13
                new Conv(scope.in("conv2"), 32, 64, 3, 3), // 11, 11
                Activation.relu(),
                MaxPool.of(2, 2), // 5, 5
                new Flatten(),
                new Linear(scope.in("hidden"), 64 * 5 * 5, 128),
                Activation.relu(),
                new Linear(scope.in("output"), 128, 10));
    }

    static Report train(Run run) {
        var digits = Mnist.embedded();
        var scale = Scale.by(255);
        var train = digits.train().take(run.examples()).map(scale).shuffle(Seed.of(run.seed()));
        var test = digits.test().take(run.tests()).map(scale).batch(32);
        try (var device = run.open();
                var model = Model.create(device, Seed.of(run.seed()), MnistCnn::network);
                var trainer =
                        run.watched(
                                Trainer.of(model, Losses::crossEntropy, Adam.of(1e-3))
                                        .measure(Metrics.accuracy()))) {
            trainer.fit(train.batch(32), test, run.epochs()).epochs().forEach(IO::println);
            return trainer.evaluate(test);
        }
    }

    /// Trains ten epochs; accuracy on the test set must be 98.8 %.
    ///
    /// @param words for example `epochs=1`
    public static void main(String... words) {
        var report = train(Run.of(10, words));
        IO.println("test: " + report);
        Score.requireAccuracy(report, 0.988);
    }
}

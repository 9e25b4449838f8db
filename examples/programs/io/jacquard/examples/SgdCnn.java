package io.jacquard.examples;

import io.jacquard.data.Scale;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Model;
import io.jacquard.nn.Scope;
import io.jacquard.nn.layer.Activation;
import io.jacquard.nn.layer.Conv;
import io.jacquard.nn.layer.Flatten;
import io.jacquard.nn.layer.Kernel;
import io.jacquard.nn.layer.Linear;
import io.jacquard.nn.layer.MaxPool;
import io.jacquard.nn.layer.Padding;
import io.jacquard.nn.layer.Sequential;
import io.jacquard.nn.loss.Losses;
import io.jacquard.tensor.Seed;
import io.jacquard.train.Report;
import io.jacquard.train.Trainer;
import io.jacquard.train.metric.Metrics;
import io.jacquard.train.optimizer.Sgd;

/// Color pictures of ten classes by plain stochastic gradient descent, rate 0.01.
///
/// The article's program does not run: it flattens to 64 * 6 * 6, but a picture of 32 x 32 that
/// keeps its size in both convolutions and is halved twice has 64 * 8 * 8 numbers; and it uses `F`
/// without importing it.
public final class SgdCnn {
    private SgdCnn() {}

    static Layer network(Scope scope) {
        var kernel = Kernel.of(3, 3).padded(Padding.of(1, 1));
        return Sequential.of(
                new Conv(scope.in("conv1"), Conv.Channels.of(3, 32), kernel),
                Activation.relu(),
                MaxPool.of(2, 2), // f32[batch, 16, 16, 32]
                new Conv(scope.in("conv2"), Conv.Channels.of(32, 64), kernel),
                Activation.relu(),
                MaxPool.of(2, 2), // 8, 8
                new Flatten(),
                new Linear(scope.in("hidden"), 64 * 8 * 8, 128),
                Activation.relu(),
                new Linear(scope.in("output"), 128, 10));
    }

    static Report train(Run run) {
        var pictures = Pictures.cifar10(run);
        var train = pictures.train().map(Scale.by(255)).shuffle(Seed.of(run.seed())).batch(32);
        var test = pictures.test().map(Scale.by(255)).batch(32);
        try (var device = run.open();
                var model = Model.create(device, Seed.of(run.seed()), SgdCnn::network);
                var trainer =
                        run.watched(
                                Trainer.of(model, Losses::crossEntropy, Sgd.of(0.01))
                                        .measure(Metrics.accuracy()))) {
            trainer.fit(train, run.epochs()).epochs().forEach(IO::println);
            return trainer.evaluate(test);
        }
    }

    /// Trains ten epochs; accuracy on the test set must be 60 %.
    ///
    /// @param words for example `epochs=1`
    public static void main(String... words) {
        var report = train(Run.of(10, words));
        IO.println("test: " + report);
        Score.requireAccuracy(report, 0.60);
    }
}

package io.jacquard.examples;

import io.jacquard.data.StandardScaler;
import io.jacquard.data.image.Mnist;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Model;
import io.jacquard.nn.Scope;
import io.jacquard.nn.layer.Activation;
import io.jacquard.nn.layer.Flatten;
import io.jacquard.nn.layer.Linear;
import io.jacquard.nn.layer.Sequential;
import io.jacquard.nn.loss.Losses;
import io.jacquard.tensor.Seed;
import io.jacquard.train.Report;
import io.jacquard.train.Trainer;
import io.jacquard.train.metric.Metrics;
import io.jacquard.train.optimizer.Adam;

/// Digits with a multilayer perceptron.
///
/// The 70,000 digits are split 80 to 20 at random, not along the official split, and scaled to mean
/// 0 and deviation 1 by what the training part shows. The network ends in ten logits; the softmax
/// of the article is inside the cross-entropy, which is the same and does not overflow.
public final class MnistMlp {
    private MnistMlp() {}

    static Layer network(Scope scope) {
        return Sequential.of(
                new Flatten(),
                new Linear(scope.in("hidden1"), 784, 256),
                Activation.relu(),
                new Linear(scope.in("hidden2"), 256, 128),
                Activation.relu(),
                new Linear(scope.in("output"), 128, 10));
    }

    static Report train(Run run) {
        var digits = Mnist.embedded().joined().split(0.8, Seed.of(42));
        var scaler = StandardScaler.fit(digits.train());
        var train = digits.train().take(run.examples()).map(scaler).shuffle(Seed.of(run.seed()));
        var test = digits.test().take(run.tests()).map(scaler).batch(32);
        try (var device = run.open();
                var model = Model.create(device, Seed.of(run.seed()), MnistMlp::network);
                var trainer =
                        run.watched(
                                Trainer.of(model, Losses::crossEntropy, Adam.of(1e-3))
                                        .measure(Metrics.accuracy()))) {
            trainer.fit(train.batch(32), test, run.epochs()).epochs().forEach(IO::println);
            return trainer.evaluate(test);
        }
    }

    /// Trains ten epochs; accuracy on the test part must be 97.0 %.
    ///
    /// @param words for example `epochs=2`
    public static void main(String... words) {
        var report = train(Run.of(10, words));
        IO.println("test: " + report);
        Score.requireAccuracy(report, 0.970);
    }
}

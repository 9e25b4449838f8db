package io.jacquard.examples;

import io.jacquard.data.BatchedDataset;
import io.jacquard.data.Scale;
import io.jacquard.data.image.Augment;
import io.jacquard.models.resnet.Block;
import io.jacquard.models.resnet.ResNet;
import io.jacquard.models.resnet.ResNetConfig;
import io.jacquard.models.resnet.Stages;
import io.jacquard.models.resnet.Stem;
import io.jacquard.nn.Model;
import io.jacquard.nn.loss.Losses;
import io.jacquard.tensor.Seed;
import io.jacquard.train.Report;
import io.jacquard.train.Trainer;
import io.jacquard.train.metric.Metrics;
import io.jacquard.train.optimizer.Sgd;
import io.jacquard.train.schedule.Schedule;
import java.util.List;

/// Color pictures of ten classes with a small residual network: one block in each of four stages,
/// 16 to 128 channels, the stem for small pictures; 0.3 million parameters.
///
/// Pictures are flipped and shifted at random, and the learning rate of gradient descent with
/// momentum rises and then falls to nothing over the run.
public final class CifarResNet {
    private CifarResNet() {}

    private static final ResNetConfig CONFIG =
            ResNetConfig.of18(10)
                    .withStem(Stem.cifar())
                    .withStages(new Stages(Block.BASIC, List.of(1, 1, 1, 1), 16));

    static Report train(Run run) {
        var pictures = Pictures.cifar10(run);
        var train =
                pictures.train()
                        .map(Augment.flip(), Seed.of(run.seed()).in("flip"))
                        .map(Augment.shift(4, 4), Seed.of(run.seed()).in("shift"))
                        .map(Scale.by(255))
                        .shuffle(Seed.of(run.seed()))
                        .batch(64)
                        .dropRemainder() // statistics of few pictures would be poor
                        .prefetch(2);
        var test = pictures.test().map(Scale.by(255)).batch(64);
        try (var device = run.open();
                var model = Model.create(device, Seed.of(run.seed()), s -> new ResNet(s, CONFIG));
                var trainer = run.watched(trainer(model, run, train))) {
            trainer.fit(train, test, run.epochs()).epochs().forEach(IO::println);
            return trainer.evaluate(test);
        }
    }

    private static Trainer trainer(Model model, Run run, BatchedDataset train) {
        long steps = (long) run.epochs() * train.batchesPerEpoch();
        var descent =
                Sgd.of(Schedule.oneCycle(0.1, steps))
                        .withMomentum(0.9)
                        .withNesterov()
                        .withWeightDecay(5e-4);
        return Trainer.of(model, Losses::crossEntropy, descent).measure(Metrics.accuracy());
    }

    /// Trains ten epochs; accuracy on the test set must be 80 %.
    ///
    /// @param words for example `epochs=1`
    public static void main(String... words) {
        var report = train(Run.of(10, words));
        IO.println("test: " + report);
        Score.requireAccuracy(report, 0.80);
    }
}

package io.jacquard.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jacquard.data.BatchedDataset;
import io.jacquard.data.image.Augment;
import io.jacquard.nn.Model;
import io.jacquard.nn.checkpoint.CheckpointException;
import io.jacquard.nn.loss.Losses;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Seed;
import io.jacquard.train.metric.Metrics;
import io.jacquard.train.optimizer.Adam;
import io.jacquard.train.optimizer.Optimizer;
import io.jacquard.train.optimizer.Sgd;
import io.jacquard.train.schedule.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Training that ended somewhere goes on from its checkpoint with the bits of one that did not:
/// with shuffling, augmentation, dropout, a running mean, momentum, a schedule and a smaller last
/// batch.
class ResumeTest {
    private static final int EPOCHS = 3;

    @TempDir private Path folder;

    private static Optimizer optimizer() {
        return Adam.of(Schedule.cosine(0.02, 0.001, 21).afterWarmUp(3));
    }

    // 7 batches an epoch, the last one of 4 pictures.
    private static BatchedDataset pictures() {
        return Sets.pictures(52)
                .map(Augment.shift(1, 1), Seed.of(9))
                .shuffle(Seed.of(10))
                .batch(8)
                .prefetch(2);
    }

    private static Trainer trainer(Model model, Path file, int steps) {
        return Trainer.of(model, Losses::crossEntropy, optimizer())
                .measure(Metrics.accuracy(), Metrics.confusion())
                .seed(Seed.of(11))
                .checkpoint(file, steps);
    }

    /// Trains without an end and gives the bytes of the model and of the last checkpoint.
    private List<byte[]> whole(String deviceName, int steps) throws IOException {
        var file = folder.resolve("whole.safetensors");
        try (var device = Device.open(deviceName);
                var model = Model.create(device, Seed.of(1), Nets::pictures);
                var trainer = trainer(model, file, steps)) {
            trainer.fit(pictures(), EPOCHS);
            return bytes(model, file);
        }
    }

    private List<byte[]> bytes(Model model, Path file) throws IOException {
        var saved = folder.resolve("model.safetensors");
        model.save(saved);
        return List.of(Files.readAllBytes(saved), Files.readAllBytes(file));
    }

    private static Callback stoppingAt(long step) {
        return new Callback() {
            @Override
            public Verdict onProgress(Progress p) {
                return p.step() == step ? Verdict.STOP : Verdict.CONTINUE;
            }
        };
    }

    static Stream<Arguments> stops() {
        // Before, at and after checkpoints of every third step and of each epoch.
        return Stream.of(3, 5, 6, 7, 8, 12, 14, 20)
                .map(step -> Arguments.of("cpu", step))
                .flatMap(a ->
                        a.get()[1].equals(8)
                                ? Stream.of(a, Arguments.of("reference", 8))
                                : Stream.of(a));
    }

    @ParameterizedTest
    @MethodSource("stops")
    void goesOnWithTheSameBits(String deviceName, int step) throws IOException {
        var expected = whole(deviceName, 3);
        var file = folder.resolve("parts.safetensors");
        try (var device = Device.open(deviceName);
                var model = Model.create(device, Seed.of(1), Nets::pictures);
                var trainer = trainer(model, file, 3).reportEvery(1).with(stoppingAt(step))) {
            assertThat(trainer.fit(pictures(), EPOCHS).stopped()).isNotEmpty();
        }
        try (var device = Device.open(deviceName);
                var other = Model.create(device, Seed.of(99), Nets::pictures);
                var trainer = trainer(other, file, 3)) {
            trainer.resume(file);

            var history = trainer.fit(pictures(), EPOCHS);

            assertThat(history.last().number()).isEqualTo(EPOCHS);
            assertThat(history.last().step()).isEqualTo(21);
            var actual = bytes(other, file);
            assertThat(actual.getFirst()).isEqualTo(expected.getFirst());
            assertThat(actual.getLast()).isEqualTo(expected.getLast());
        }
    }

    @Test
    void metricsOfAnEpochThatWasInterruptedAreThoseOfTheWholeEpoch() {
        var file = folder.resolve("parts.safetensors");
        Report expected;
        try (var device = Device.open("cpu");
                var model = Model.create(device, Seed.of(1), Nets::pictures);
                var trainer = trainer(model, folder.resolve("whole"), 3)) {
            expected = trainer.fit(pictures(), 1).last().train();
        }
        try (var device = Device.open("cpu");
                var model = Model.create(device, Seed.of(1), Nets::pictures);
                var trainer = trainer(model, file, 3).reportEvery(1).with(stoppingAt(4))) {
            trainer.fit(pictures(), 1);
        }
        try (var device = Device.open("cpu");
                var model = Model.create(device, Seed.of(2), Nets::pictures);
                var trainer = trainer(model, file, 3)) {
            trainer.resume(file);

            var report = trainer.fit(pictures(), 1).last().train();

            assertThat(report).isEqualTo(expected);
        }
    }

    @Test
    void earlyStoppingRemembersTheBestEpochAndThatItIsOver() throws IOException {
        var data = Sets.corners(60);
        var train = data.take(40).batch(20);
        var validation = data.skip(40).batch(20);
        var file = folder.resolve("a.safetensors");
        try (var device = Device.open("cpu");
                var model = Model.create(device, Seed.of(1), Nets::corners);
                var trainer = growing(model, file)) {
            var history = trainer.fit(train, validation, 60);
            var best = model.values();
            byte[] last = Files.readAllBytes(file);

            try (var other = Model.create(device, Seed.of(2), Nets::corners);
                    var again = growing(other, file)) {
                again.resume(file);
                var nothing = again.fit(train, validation, 60);

                assertThat(nothing.epochs()).isEmpty();
                assertThat(nothing.stopped()).isEqualTo(history.stopped()).isNotEmpty();
                assertThat(other.values()).isEqualTo(best);
                assertThat(Files.readAllBytes(file)).isEqualTo(last);
            }
        }
    }

    private static Trainer growing(Model model, Path file) {
        return Trainer.of(model, Losses::crossEntropy, Sgd.of(step -> 0.002 * Math.pow(1.25, step)))
                .with(EarlyStopping.of(3))
                .checkpoint(file, 100);
    }

    @Test
    void nothingIsLeftToDoAfterTheLastEpoch() {
        var file = folder.resolve("a.safetensors");
        try (var device = Device.open("cpu");
                var model = Model.create(device, Seed.of(1), Nets::pictures);
                var trainer = trainer(model, file, 3)) {
            trainer.fit(pictures(), 1);
            var done = model.values();

            trainer.resume(file);

            assertThat(trainer.fit(pictures(), 1).epochs()).isEmpty();
            assertThat(model.values()).isEqualTo(done);
        }
    }

    @Test
    void checkpointOfAnotherModelOrOptimizerIsRefused() {
        var file = folder.resolve("a.safetensors");
        try (var device = Device.open("cpu");
                var model = Model.create(device, Seed.of(1), Nets::corners);
                var trainer =
                        Trainer.of(model, Losses::crossEntropy, Adam.of(0.01))
                                .checkpoint(file, 9)) {
            trainer.fit(Sets.corners(6).batch(3), 1);
            var before = model.values();

            try (var sgd = Trainer.of(model, Losses::crossEntropy, Sgd.of(0.01))) {
                sgd.resume(file);
                assertThatExceptionOfType(TrainingException.class)
                        .isThrownBy(() -> sgd.fit(Sets.corners(6).batch(3), 2))
                        .withMessageContaining("of another model or optimizer");
            }
            assertThat(model.values()).isEqualTo(before);
        }
    }

    @Test
    void dataOfAnotherLengthOrBatchSizeAreRefusedAndNothingChanges() throws IOException {
        var file = folder.resolve("a.safetensors");
        try (var device = Device.open("cpu");
                var model = Model.create(device, Seed.of(1), Nets::corners);
                var trainer =
                        Trainer.of(model, Losses::crossEntropy, Adam.of(0.01))
                                .checkpoint(file, 9)) {
            trainer.fit(Sets.corners(6).batch(3), 1);
            var before = model.values();
            byte[] saved = Files.readAllBytes(file);

            for (var other :
                    List.of(
                            Sets.corners(9).batch(3),
                            Sets.corners(6).batch(2),
                            Sets.corners(7).batch(3))) {
                trainer.resume(file);
                assertThatExceptionOfType(TrainingException.class)
                        .isThrownBy(() -> trainer.fit(other, 2))
                        .withMessageContaining("expected 6 examples an epoch in batches of 3")
                        .withMessageContaining(
                                "found %d examples an epoch in batches of %d"
                                        .formatted(other.size(), other.batchSize()))
                        .withMessageContaining("give the same data and batch size");
            }
            assertThat(model.values()).isEqualTo(before);
            assertThat(Files.readAllBytes(file)).isEqualTo(saved);

            // Without the batch that is smaller the epochs are the same.
            trainer.resume(file);
            assertThat(trainer.fit(Sets.corners(7).batch(3).dropRemainder(), 2).epochs())
                    .hasSize(1);
        }
    }

    @Test
    void fileThatIsNoCheckpointIsRefused() {
        var file = folder.resolve("a.safetensors");
        try (var device = Device.open("cpu");
                var model = Model.create(device, Seed.of(1), Nets::corners);
                var trainer = Trainer.of(model, Losses::crossEntropy, Adam.of(0.01))) {
            model.save(file);

            assertThatExceptionOfType(CheckpointException.class)
                    .isThrownBy(() -> trainer.resume(file))
                    .withMessageContaining("this is no checkpoint of a training run");
            assertThatExceptionOfType(CheckpointException.class)
                    .isThrownBy(() -> trainer.resume(folder.resolve("absent")))
                    .withMessageContaining("absent");
        }
    }

    @Test
    void checkpointThatCannotBeWrittenSaysSoAndTheOldOneStays() throws IOException {
        var first = folder.resolve("first.safetensors");
        // The file itself may have this name; the one written beside it is longer than a name may
        // be.
        var file = folder.resolve("a".repeat(250));
        try (var device = Device.open("cpu");
                var model = Model.create(device, Seed.of(1), Nets::corners);
                var trainer =
                        Trainer.of(model, Losses::crossEntropy, Adam.of(0.01))
                                .checkpoint(first, 9)) {
            trainer.fit(Sets.corners(6).batch(3), 1);
            Files.move(first, file);
            byte[] old = Files.readAllBytes(file);

            try (var failing =
                    Trainer.of(model, Losses::crossEntropy, Adam.of(0.01)).checkpoint(file, 1)) {
                assertThatExceptionOfType(CheckpointException.class)
                        .isThrownBy(() -> failing.fit(Sets.corners(6).batch(3), 1))
                        .withMessageContaining("cannot write")
                        .withMessageContaining("the file is as it was before");
            }
            assertThat(Files.readAllBytes(file)).isEqualTo(old);
            try (var all = Files.list(folder)) {
                assertThat(all).containsExactly(file);
            }
        }
    }

    @Test
    void folderThatIsNotThereIsNamed() {
        var file = folder.resolve("absent").resolve("a.safetensors");
        try (var device = Device.open("cpu");
                var model = Model.create(device, Seed.of(1), Nets::corners);
                var trainer =
                        Trainer.of(model, Losses::crossEntropy, Adam.of(0.01))
                                .checkpoint(file, 1)) {
            assertThatExceptionOfType(CheckpointException.class)
                    .isThrownBy(() -> trainer.fit(Sets.corners(6).batch(3), 1))
                    .withMessageContaining("the folder does not exist");
        }
    }
}

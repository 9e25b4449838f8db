import io.jacquard.data.Scale;
import io.jacquard.data.image.Mnist;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Model;
import io.jacquard.nn.Scope;
import io.jacquard.nn.layer.Activation;
import io.jacquard.nn.layer.Dropout;
import io.jacquard.nn.layer.Flatten;
import io.jacquard.nn.layer.Linear;
import io.jacquard.nn.layer.Sequential;
import io.jacquard.nn.loss.Losses;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Seed;
import io.jacquard.train.Callback;
import io.jacquard.train.Trainer;
import io.jacquard.train.metric.Metrics;
import io.jacquard.train.optimizer.Adam;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Whether memory stays flat: trains 10,000 steps, then another model for 50,000, with validation
/// after each epoch, and compares what the process and the device hold at step 5,000 of the second
/// and at step 50,000, and from 25,000 on. Run it by memory.sh, which fixes the heap. Linux only: it reads /proc.
public final class Memory {
    private static final int EARLY = 5_000;
    private static final int LATE = 50_000;
    private static final int MIDDLE = 25_000;
    private static final int FIRST_STEPS = 10_000;

    // Shares that resident memory may grow by.
    private static final double SINCE_EARLY = 0.01;
    private static final double SINCE_MIDDLE = 0.0025;

    private record Sample(long step, long resident, long device) {}

    private Memory() {}

    static Layer network(Scope scope) {
        return Sequential.of(
                new Flatten(),
                new Linear(scope.in("hidden1"), 784, 256),
                Activation.relu(),
                new Dropout(0.1),
                new Linear(scope.in("hidden2"), 256, 128),
                Activation.relu(),
                new Linear(scope.in("output"), 128, 10));
    }

    public static void main(String... words) {
        List<Sample> samples = new ArrayList<>();
        try (var device = words.length == 0 ? Device.open() : Device.open(words[0])) {
            // The JVM compiles in its first seconds, and what that takes stays resident.
            train(device, FIRST_STEPS, new Callback() {});
            train(device, LATE, sampling(device, samples));
        }
        compare(at(samples, EARLY), at(samples, LATE), SINCE_EARLY);
        compare(at(samples, MIDDLE), at(samples, LATE), SINCE_MIDDLE);
    }

    private static void train(Device device, int steps, Callback callback) {
        var digits = Mnist.embedded();
        var train = digits.train().map(Scale.by(255)).shuffle(Seed.of(1)).batch(32).prefetch(2);
        var test = digits.test().map(Scale.by(255)).batch(32);
        try (var model = Model.create(device, Seed.of(1), Memory::network);
                var trainer =
                        Trainer.of(model, Losses::crossEntropy, Adam.of(1e-3))
                                .measure(Metrics.accuracy())
                                .with(callback)) {
            trainer.fit(train, test, Math.ceilDiv(steps, train.batchesPerEpoch()));
        }
    }

    private static Callback sampling(Device device, List<Sample> samples) {
        return new Callback() {
            @Override
            public Verdict onProgress(Progress p) {
                if (p.step() % EARLY == 0) {
                    var sample = new Sample(p.step(), resident(), device.bytesInUse());
                    samples.add(sample);
                    IO.println(
                            "{\"step\": %d, \"resident_bytes\": %d, \"device_bytes\": %d}"
                                    .formatted(sample.step, sample.resident, sample.device));
                }
                return Verdict.CONTINUE;
            }
        };
    }

    private static long resident() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Sample at(List<Sample> samples, int step) {
        return samples.stream().filter(s -> s.step == step).findFirst().orElseThrow();
    }

    private static void compare(Sample from, Sample to, double allowed) {
        double growth = (double) to.resident / from.resident - 1;
        long device = to.device - from.device;
        IO.println(
                "from step %d to %d: resident memory grew by %.2f %%, the device's by %d bytes"
                        .formatted(from.step, to.step, 100 * growth, device));
        if (growth > allowed || device != 0) {
            throw new IllegalStateException("memory is not flat");
        }
    }
}

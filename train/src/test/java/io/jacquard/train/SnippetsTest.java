package io.jacquard.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jacquard.data.Dataset;
import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Model;
import io.jacquard.nn.loss.Losses;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Seed;
import io.jacquard.tensor.Tensor;
import io.jacquard.train.metric.Metric;
import io.jacquard.train.metric.Metrics;
import io.jacquard.train.optimizer.Accumulated;
import io.jacquard.train.optimizer.Adam;
import io.jacquard.train.optimizer.AdamW;
import io.jacquard.train.optimizer.Averaged;
import io.jacquard.train.optimizer.Clipped;
import io.jacquard.train.optimizer.Groups;
import io.jacquard.train.optimizer.Optimizer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The code in the Javadoc of this module, between `@start` and `@end`, run.
class SnippetsTest {
    @TempDir private Path folder;

    private static Model model(Device device) {
        return Model.create(device, Seed.of(1), Nets::corners);
    }

    @Test
    void aTrainerFitsAndStopsEarly() {
        Dataset all = Sets.corners(300);
        try (var device = Device.open();
                var model = model(device)) {
            // @start region="fit"
            var train = all.skip(100).shuffle(Seed.of(7)).batch(32);
            var validation = all.take(100).batch(100);
            History history;
            double accuracy; // 0 to 1
            try (var trainer =
                    Trainer.of(model, Losses::crossEntropy, Adam.of(0.01))
                            .measure(Metrics.accuracy())
                            .with(EarlyStopping.of(3))) {
                history = trainer.fit(train, validation, 20);
                accuracy = trainer.evaluate(validation).metric("accuracy");
            }
            // @end
            assertThat(history.best().judgedLoss()).isLessThan(0.3);
            assertThat(accuracy).isGreaterThan(0.9);
        }
    }

    @Test
    void optimizersAreWrapped() {
        Dataset all = Sets.corners(96);
        try (var device = Device.open();
                var model = model(device)) {
            // @start region="groups"
            Optimizer groups =
                    Groups.of(AdamW.of(1e-3)) // decay of 0.01
                            .with("*.bias", Adam.of(1e-3)) // no decay
                            .with("0.*", AdamW.of(1e-4)); // the first layer, slowly
            Optimizer wrapped =
                    Accumulated.of(Averaged.of(Clipped.byGlobalNorm(groups, 1), 0.999), 4);
            History history;
            try (var trainer = Trainer.of(model, Losses::crossEntropy, wrapped)) {
                history = trainer.fit(all.batch(8), 2); // 12 batches, 3 updates an epoch
            }
            // @end
            assertThat(history.epochs()).hasSize(2);
        }
    }

    @Test
    void aTrainerSaysHowMuchMemoryItTakes() {
        var train = Sets.corners(60).batch(16);
        try (var device = Device.open();
                var model = model(device);
                var trainer = Trainer.of(model, Losses::crossEntropy, Adam.of(0.01))) {
            // @start region="footprint"
            Footprint memory = trainer.footprint(train);
            IO.println(memory); // memory: parameters 0.00, ...; peak 0.02 MB
            // @end
            assertThat(memory.peak()).isGreaterThan(3 * memory.parameters());
        }
    }

    @Test
    void aTrainerGoesOnFromACheckpoint() {
        var train = Sets.corners(60).batch(10);
        try (var device = Device.open();
                var model = model(device)) {
            // @start region="resume"
            Path file = folder.resolve("checkpoint.safetensors");
            try (var trainer =
                    Trainer.of(model, Losses::crossEntropy, Adam.of(0.01)).checkpoint(file, 100)) {
                trainer.fit(train, 2);
            }
            try (var again =
                    Trainer.of(model, Losses::crossEntropy, Adam.of(0.01)).checkpoint(file, 100)) {
                again.resume(file);
                again.fit(train, 5); // the three epochs that are left
            }
            // @end
            assertThat(Trainer.savedStep(file)).isEqualTo(30);
        }
    }

    // @start region="metric"
    /// The largest error of any element.
    record LargestError() implements Metric {
        @Override
        public String name() {
            return "largest error";
        }

        @Override
        public List<TensorType> sums(TensorType predictions) {
            return List.of(TensorType.of(DType.F32));
        }

        @Override
        public List<Tensor> add(List<Tensor> sums, Tensor predictions, Tensor targets) {
            return List.of(sums.getFirst().maximum(predictions.sub(targets).abs().max()));
        }

        @Override
        public Map<String, Double> results(List<Literal> sums) {
            return Map.of(name(), sums.getFirst().get(0));
        }
    }

    // @end

    @Test
    void metricsOfOnesOwnAreMeasured() {
        var numbers = Dataset.of(new float[][] {{1}, {2}, {5}}, new float[][] {{1}, {3}, {9}});
        try (var device = Device.open();
                var model = Model.create(device, Seed.of(1), _ -> x -> x)) {
            // @start region="measure"
            Metric bias = Metrics.mean("bias", (p, t) -> p.sub(t).mean(1));
            Report report;
            try (var trainer =
                    Trainer.of(model, Losses::mse, Adam.of(0.01))
                            .measure(bias, Metrics.mae(), new LargestError())) {
                report = trainer.evaluate(numbers.batch(2));
            }
            double found = report.metric("bias");
            // @end
            assertThat(found).isCloseTo(-5 / 3.0, within(1e-6));
            assertThat(report.metric("mae")).isCloseTo(5 / 3.0, within(1e-6));
            assertThat(report.metric("largest error")).isEqualTo(4);
        }
    }
}

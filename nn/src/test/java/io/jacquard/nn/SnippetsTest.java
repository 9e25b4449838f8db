package io.jacquard.nn;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.checkpoint.Checkpoint;
import io.jacquard.nn.checkpoint.Config;
import io.jacquard.nn.checkpoint.PyTorch;
import io.jacquard.nn.checkpoint.Safetensors;
import io.jacquard.nn.layer.Activation;
import io.jacquard.nn.layer.Attention;
import io.jacquard.nn.layer.BatchNorm;
import io.jacquard.nn.layer.Conv;
import io.jacquard.nn.layer.Flatten;
import io.jacquard.nn.layer.GlobalAveragePool;
import io.jacquard.nn.layer.Linear;
import io.jacquard.nn.layer.Lstm;
import io.jacquard.nn.layer.RecurrentOptions;
import io.jacquard.nn.layer.Sequential;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Seed;
import io.jacquard.tensor.Tensor;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The code in the Javadoc of this module, between `@start` and `@end`, run.
class SnippetsTest {
    @TempDir private Path folder;

    // @start region="sequential"
    static Layer digitReader(Scope scope) {
        return Sequential.of(
                new Flatten(),
                new Linear(scope.in("hidden"), 784, 128),
                Activation.relu(),
                new Linear(scope.in("out"), 128, 10));
    }

    // @end

    // @start region="batch-norm"
    static Layer normalizedReader(Scope scope) {
        return Sequential.of(
                scope, // the scopes of the layers are 0, 1, ...
                s -> new Conv(s, 1, 32, 3, 3),
                s -> new BatchNorm(s, 32), // of 32 channels
                _ -> Activation.relu(),
                _ -> new GlobalAveragePool(),
                s -> new Linear(s, 32, 10));
    }

    // @end

    // @start region="layer"
    static final class Residual implements Layer {
        private final Linear inner;

        Residual(Scope scope, int width) {
            inner = new Linear(scope.in("inner"), width, width);
        }

        @Override
        public Tensor forward(Tensor x) {
            return x.add(inner.forward(x).relu());
        }
    }

    // @end

    @Test
    void aLinearLayerChangesTheLastAxis() {
        // @start region="linear"
        Literal y;
        try (var device = Device.open();
                var model = Model.create(device, Seed.of(1), scope -> new Linear(scope, 3, 2))) {
            y = model.predict(Literal.zeros(TensorType.of(DType.F32, 5, 3))); // f32[5, 2]
        }
        // @end
        assertThat(y.type()).isEqualTo(TensorType.of(DType.F32, 5, 2));
    }

    @Test
    void statesAttendToStates() {
        Literal context;
        try (var device = Device.open();
                var model = Model.create(device, Seed.of(1), SnippetsTest::attending)) {
            context = model.predict(Literal.zeros(TensorType.of(DType.F32, 5, 10, 3)));
        }
        assertThat(context.type()).isEqualTo(TensorType.of(DType.F32, 5, 10, 8));
    }

    // @start region="attention"
    static Layer attending(Scope scope) {
        var encoder = new Lstm(scope.in("encoder"), 3, 8);
        var attention = Attention.general(scope.in("attention"), 8, 8);
        return x -> {
            Tensor states = encoder.forward(x); // f32[batch, time, 8]
            return attention.attend(states, states).context();
        };
    }

    // @end

    @Test
    void anLstmReadsSequences() {
        // @start region="lstm"
        Literal y;
        var options = RecurrentOptions.last().withLayers(2).withDropout(0.2);
        try (var device = Device.open();
                var model = Model.create(device, Seed.of(1), s -> new Lstm(s, 3, 64, options))) {
            y = model.predict(Literal.zeros(TensorType.of(DType.F32, 5, 10, 3))); // f32[5, 64]
        }
        // @end
        assertThat(y.type()).isEqualTo(TensorType.of(DType.F32, 5, 64));
    }

    @Test
    void aModelIsMadeSummarizedUsedAndSaved() {
        var file = folder.resolve("digits.safetensors");
        var pictures = Literal.zeros(TensorType.of(DType.F32, 2, 28, 28, 1));
        // @start region="model"
        Literal logits;
        String table;
        try (var device = Device.open();
                var model = Model.create(device, Seed.of(42), scope -> digitReader(scope))) {
            table = model.summary(pictures.type()); // layers, types, numbers of values
            logits = model.predict(pictures); // f32[2, 10]
            model.save(file);
        }
        // @end
        assertThat(table).contains("Linear(784, 128)");
        assertThat(logits.type()).isEqualTo(TensorType.of(DType.F32, 2, 10));
        assertThat(file).isNotEmptyFile();
    }

    @Test
    void aLayerOfOnesOwnTakesItsParametersFromTheScope() {
        try (var device = Device.open();
                var model = Model.create(device, Seed.of(1), s -> new Residual(s, 4))) {
            var x = Literal.filled(TensorType.of(DType.F32, 1, 4), 1);

            assertThat(model.parameters())
                    .extracting(Parameter::name)
                    .containsExactly("inner.weight", "inner.bias");
            for (float y : model.predict(x).floats()) {
                assertThat(y).isGreaterThanOrEqualTo(1);
            }
        }
    }

    @Test
    void batchNormIsALayerWithState() {
        try (var device = Device.open();
                var model = Model.create(device, Seed.of(1), s -> normalizedReader(s))) {
            var x = Literal.zeros(TensorType.of(DType.F32, 2, 28, 28, 1));

            assertThat(model.parameters())
                    .filteredOn(p -> !p.trainable())
                    .extracting(Parameter::name)
                    .containsExactly("1.running_mean", "1.running_var");
            assertThat(model.predict(x).type()).isEqualTo(TensorType.of(DType.F32, 2, 10));
        }
    }

    @Test
    void aStateDictOfPyTorchHasItsWeightsTurned() {
        var file = folder.resolve("linear.safetensors");
        var weight = Literal.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
        Safetensors.write(
                file, Map.of("weight", weight, "bias", Literal.of(new float[2], 2)), Map.of());
        // @start region="py-torch"
        Map<String, Literal> values;
        try (var device = Device.open();
                var model = Model.create(device, Seed.of(1), scope -> new Linear(scope, 3, 2))) {
            model.restore(PyTorch.values(Safetensors.read(file).tensors())); // weight is f32[2, 3]
            values = model.values(); // weight is f32[3, 2]
        }
        // @end
        assertThat(values.get("weight"))
                .isEqualTo(Literal.of(new float[] {1, 4, 2, 5, 3, 6}, 3, 2));
    }

    @Test
    void aCheckpointHoldsArraysAndNotes() {
        var file = folder.resolve("weights.safetensors");
        // @start region="checkpoint"
        var weight = Literal.of(new float[] {1, 2, 3, 4}, 2, 2);
        Safetensors.write(file, Map.of("weight", weight), Map.of("source", "by hand"));

        Checkpoint saved = Safetensors.read(file);
        Literal same = saved.tensor("weight");
        String source = saved.metadata().get("source");
        // @end
        assertThat(same).isEqualTo(weight);
        assertThat(source).isEqualTo("by hand");
    }

    @Test
    void weightsAreReadWithoutACopy() throws IOException {
        Safetensors.write(
                folder.resolve("model.safetensors"),
                Map.of("scale", Literal.scalar(DType.BF16, 2)),
                Map.of());
        double scale;
        // @start region="safetensors"
        try (Arena arena = Arena.ofConfined()) {
            Checkpoint weights = Safetensors.map(folder, arena); // the file's own memory
            scale = weights.widened().tensor("scale").get(0); // bf16 there, f32 here
        }
        // @end
        assertThat(scale).isEqualTo(2);
    }

    @Test
    void settingsStandBesideTheWeights() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{\"hidden_size\": 384}");
        // @start region="config"
        Config config = Config.read(folder.resolve("config.json"));
        int width = config.integer("hidden_size");
        double rate = config.has("dropout") ? config.number("dropout") : 0.1;
        // @end
        assertThat(width).isEqualTo(384);
        assertThat(rate).isEqualTo(0.1);
    }
}

package io.jacquard.models.resnet;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Model;
import io.jacquard.nn.checkpoint.PyTorch;
import io.jacquard.nn.checkpoint.Safetensors;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Seed;
import io.jacquard.testkit.ArrayAssert;
import io.jacquard.testkit.Fixtures;
import io.jacquard.testkit.Json;
import io.jacquard.testkit.Tolerance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The code in the Javadoc of this module, between `@start` and `@end`, run.
class SnippetsTest {
    private static final Json GOLDEN = Toy.GOLDEN.json().at("stateDict");

    @TempDir private Path folder;

    @Test
    void aConfigSaysWhatDiffersFromThePublishedNetworks() {
        // @start region="config"
        ResNetConfig small =
                ResNetConfig.of18(10) // 10 classes
                        .withStem(Stem.cifar()) // for 32x32 pictures
                        .withWidth(16) // 16, 32, 64, 128 channels instead of 64 to 512
                        .withZeroInit();
        try (var device = Device.open();
                var model = Model.create(device, Seed.of(1), scope -> new ResNet(scope, small))) {
            // @end
            var pictures = Literal.zeros(TensorType.of(DType.F32, 2, 32, 32, 3));
            assertThat(model.predict(pictures).type()).isEqualTo(TensorType.of(DType.F32, 2, 10));
            // @start region="config"
        }
        // @end
    }

    @Test
    void aStateDictOfTorchvisionLoads() throws IOException {
        Path file = stateDict();
        ResNetConfig config = ResNetConfig.of18(10).withWidth((int) GOLDEN.at("width").number());
        Literal pictures = pictures();
        Literal logits;
        // @start region="load"
        try (var device = Device.open();
                var model = Model.create(device, Seed.of(1), scope -> new ResNet(scope, config))) {
            // In Python: safetensors.torch.save_file(net.state_dict(), "resnet18.safetensors")
            model.restore(PyTorch.values(Safetensors.read(file).tensors()));
            logits = model.predict(pictures);
        }
        // @end
        ArrayAssert.assertThat(logits).isCloseTo(expected(), Tolerance.contraction(9 * 16));
    }

    private Path stateDict() throws IOException {
        Path file = folder.resolve("resnet18.safetensors");
        try (var in =
                Fixtures.class.getResourceAsStream("fixtures/resnet-state-dict.safetensors")) {
            assertThat(in).isNotNull();
            Files.copy(in, file);
        }
        return file;
    }

    private static Literal pictures() {
        int size = (int) GOLDEN.at("size").number();
        Literal made = Literal.zeros(TensorType.of(DType.F32, 2, size, size, 3));
        Seed own = Seed.of((long) GOLDEN.at("inputSeed").number()).fold(Toy.number("inputNumber"));
        for (int i = 0; i < made.elements(); i++) {
            made.set(i, own.uniform(i));
        }
        return made;
    }

    private static Literal expected() {
        var rows = GOLDEN.at("logits").list();
        var logits = new float[20];
        for (int i = 0; i < 20; i++) {
            logits[i] = (float) rows.get(i / 10).list().get(i % 10).number();
        }
        return Literal.of(logits, 2, 10);
    }
}

package io.jacquard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.DType;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Model;
import io.jacquard.nn.Parameter;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadTest {
    // Counted with PyTorch from benchmarks/peers/networks.py.
    @ParameterizedTest
    @CsvSource({
        "mlp, 235146",
        "cnn, 122570",
        "dense, 210605",
        "bncnn, 279466",
        "lstm64, 51082",
        "lstm512, 3290122",
        "gpt-6x384, 10770816",
        "resnet18, 11181642",
        "resnet18-cifar, 11173962"
    })
    void hasAsManyWeightsAsThePeers(String name, long weights) {
        try (Device device = Device.open("reference");
                Model model = Model.create(device, Seed.of(0), Workload.named(name).network())) {
            long counted =
                    model.parameters().stream()
                            .filter(Parameter::trainable)
                            .mapToLong(p -> p.type().shape().elements())
                            .sum();

            assertThat(counted).isEqualTo(weights);
        }
    }

    @Test
    void hasAPoolOf64BatchesOfTheSizeAskedFor() {
        var pool = Workload.mlp(64).withBatch(3).pool();

        assertThat(pool).hasSize(64);
        assertThat(pool.getLast().features().type()).isEqualTo(TensorType.of(DType.F32, 3, 784));
        assertThat(
                        pool.getFirst()
                                .features()
                                .segment()
                                .mismatch(pool.getLast().features().segment()))
                .isNotEqualTo(-1);
    }

    @Test
    void shufflesThe1500BatchesOfAFit() {
        var data = Workload.mlp(64).withBatch(2).shuffled();

        assertThat(data.batchesPerEpoch()).isEqualTo(1500);
    }
}

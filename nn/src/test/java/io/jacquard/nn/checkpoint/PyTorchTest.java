package io.jacquard.nn.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PyTorchTest {
    private static Literal ramp(int... sizes) {
        Literal made = Literal.zeros(TensorType.of(DType.F32, sizes));
        for (int i = 0; i < made.elements(); i++) {
            made.set(i, i);
        }
        return made;
    }

    @Test
    void kernelsGetTheirChannelsLast() {
        int[] there = {2, 3, 4, 5}; // out, in, height, width
        Literal kernel = ramp(there);

        Literal here = PyTorch.values(Map.of("conv1.weight", kernel)).get("conv1.weight");

        assertThat(here).isNotNull();
        assertThat(here.type()).isEqualTo(TensorType.of(DType.F32, 4, 5, 3, 2));
        for (int o = 0; o < 2; o++) {
            for (int i = 0; i < 3; i++) {
                for (int p = 0; p < 20; p++) {
                    assertThat(here.get((p * 3 + i) * 2 + o)).isEqualTo((o * 3 + i) * 20 + p);
                }
            }
        }
    }

    @Test
    void valuesGoThereAndBack() {
        Map<String, Literal> stateDict = new LinkedHashMap<>();
        stateDict.put("conv1d.weight", ramp(4, 3, 5));
        stateDict.put("conv3d.weight", ramp(2, 3, 4, 1, 2));
        stateDict.put("grouped.weight", ramp(6, 1, 3, 3));
        stateDict.put("fc.weight", ramp(7, 2));
        stateDict.put("fc.bias", ramp(7));
        stateDict.put("scale", ramp());
        stateDict.put("empty", ramp(0, 3));
        stateDict.put("half", Literal.zeros(TensorType.of(DType.F16, 3, 2)));

        var values = PyTorch.values(stateDict);

        assertThat(values.keySet()).containsExactlyElementsOf(stateDict.keySet());
        assertThat(values.get("fc.weight"))
                .extracting(Literal::type)
                .isEqualTo(TensorType.of(DType.F32, 2, 7));
        assertThat(values.get("fc.bias")).isEqualTo(ramp(7));
        assertThat(PyTorch.stateDict(values)).isEqualTo(stateDict);
    }

    @Test
    void countersOfBatchesAreLeftOut() {
        var counter = Literal.zeros(TensorType.of(DType.I64));
        var stateDict =
                Map.of(
                        "num_batches_tracked",
                        counter,
                        "bn1.num_batches_tracked",
                        counter,
                        "bn1.running_mean",
                        ramp(2));

        assertThat(PyTorch.values(stateDict)).containsOnlyKeys("bn1.running_mean");
    }
}

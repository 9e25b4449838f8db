package io.jacquard.nn.layer;

import io.jacquard.ir.IntList;
import io.jacquard.tensor.Refusal;
import io.jacquard.tensor.Tensor;

/// What the poolings share.
final class Pools {
    private Pools() {}

    static void check(String layer, Kernel kernel) {
        if (kernel.dilations().stream().anyMatch(d -> d != 1)) {
            throw Refusal.argument(
                    layer,
                    "the kernel is dilated",
                    kernel,
                    "dilations of 1; leave dilated(...) away");
        }
    }

    static int[] spatial(String layer, Tensor x) {
        if (x.rank() < 3) {
            throw Sizes.error(layer, x, "[batch, spatial..., channels]; expand or reshape it");
        }
        return IntList.range(1, x.rank() - 1).toArray();
    }
}

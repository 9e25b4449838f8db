package io.jacquard.nn.layer;

import io.jacquard.ir.IntList;
import io.jacquard.tensor.Tensor;

/// What the poolings share.
final class Pools {
    private Pools() {}

    static void check(String layer, Kernel kernel) {
        if (kernel.dilations().stream().anyMatch(d -> d != 1)) {
            throw new IllegalArgumentException(
                    "[%s] the kernel %s is dilated; expected dilations of 1"
                            .formatted(layer, kernel));
        }
    }

    static int[] spatial(String layer, Tensor x) {
        if (x.rank() < 3) {
            throw Sizes.error(layer, "the input is " + x.type(), "[batch, spatial..., channels]");
        }
        return IntList.range(1, x.rank() - 1).toArray();
    }
}

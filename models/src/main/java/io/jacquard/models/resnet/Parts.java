package io.jacquard.models.resnet;

import io.jacquard.nn.Layer;
import io.jacquard.nn.Scope;
import io.jacquard.nn.init.Initializers;
import io.jacquard.nn.layer.BatchNorm;
import io.jacquard.nn.layer.Conv;
import io.jacquard.nn.layer.Kernel;
import io.jacquard.nn.layer.Padding;
import io.jacquard.nn.layer.Sequential;
import io.jacquard.tensor.Tensor;

/// What blocks and stems are made of.
final class Parts {
    private Parts() {}

    /// A square window that keeps the size of the picture, but for the stride.
    static Kernel window(int size, int stride) {
        return Kernel.of(size, size).strided(stride, stride).padded(Padding.of(size / 2, size / 2));
    }

    /// A convolution without bias, normal with variance `2 / fanOut` at first, as torchvision's.
    static Conv conv(Scope scope, int in, int out, Kernel kernel) {
        int positions = kernel.sizes().stream().reduce(1, (a, b) -> a * b);
        double deviation = Math.sqrt(2.0 / (positions * out));
        return Conv.withoutBias(
                scope, Conv.Channels.of(in, out), kernel, Initializers.normal(0, deviation));
    }

    /// The normalization that ends a residual branch.
    static BatchNorm last(Scope scope, int channels, double lastScale) {
        return new BatchNorm(scope, channels, Initializers.constant(lastScale));
    }

    /// The way around a branch: nothing where it changes neither channels nor positions, else a 1x1
    /// convolution and a normalization.
    static Layer shortcut(Scope scope, int in, int out, int stride) {
        if (in == out && stride == 1) {
            return Layer.of(x -> x);
        }
        return Sequential.of(
                scope.in("downsample"),
                s -> conv(s, in, out, window(1, stride)),
                s -> new BatchNorm(s, out));
    }

    /// The sum of a branch and the way around it, through relu.
    static Tensor joined(Tensor branch, Tensor around) {
        return branch.add(around).relu();
    }
}

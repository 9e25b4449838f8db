package io.jacquard.nn.layer;

import io.jacquard.nn.Layer;
import io.jacquard.tensor.Tensor;

/// The largest element in each window, channel by channel: `[batch, spatial..., channels]` to the
/// same with fewer positions.
///
/// @param kernel the window; without dilation
public record MaxPool(Kernel kernel) implements Layer {
    /// Checks that there is no dilation.
    public MaxPool {
        Pools.check("maxPool", kernel);
    }

    /// Windows side by side: the steps are the sizes.
    ///
    /// @param sizes elements along each spatial axis, from 1
    public static MaxPool of(int... sizes) {
        return new MaxPool(Kernel.of(sizes).strided(sizes));
    }

    /// This pooling with other steps.
    ///
    /// @param steps one number a spatial axis, from 1
    public MaxPool strided(int... steps) {
        return new MaxPool(kernel.strided(steps));
    }

    /// This pooling with padding, less than the window at each end.
    public MaxPool padded(Padding padding) {
        return new MaxPool(kernel.padded(padding));
    }

    /// @throws io.jacquard.ir.ShapeException if the input has other axes or the window does not fit
    @Override
    public Tensor forward(Tensor x) {
        kernel.check("maxPool", x);
        return x.maxPool(kernel.poolWindow(x.shape()));
    }

    @Override
    public String title() {
        return "MaxPool(" + kernel + ")";
    }
}

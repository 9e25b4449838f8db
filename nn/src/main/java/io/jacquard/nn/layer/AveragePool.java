package io.jacquard.nn.layer;

import io.jacquard.nn.Layer;
import io.jacquard.tensor.Tensor;

/// The mean of the elements in each window, channel by channel: `[batch, spatial..., channels]` to
/// the same with fewer positions. Padding does not count.
///
/// @param kernel the window; without dilation
public record AveragePool(Kernel kernel) implements Layer {
    /// Checks that there is no dilation.
    public AveragePool {
        Pools.check("averagePool", kernel);
    }

    /// Windows side by side: the steps are the sizes.
    ///
    /// @param sizes elements along each spatial axis, from 1
    public static AveragePool of(int... sizes) {
        return new AveragePool(Kernel.of(sizes).strided(sizes));
    }

    /// This pooling with other steps.
    ///
    /// @param steps one number a spatial axis, from 1
    public AveragePool strided(int... steps) {
        return new AveragePool(kernel.strided(steps));
    }

    /// This pooling with padding, less than the window at each end.
    public AveragePool padded(Padding padding) {
        return new AveragePool(kernel.padded(padding));
    }

    /// @throws io.jacquard.ir.ShapeException if the input has other axes or the window does not fit
    @Override
    public Tensor forward(Tensor x) {
        kernel.check("averagePool", x);
        return x.averagePool(kernel.poolWindow(x.shape()));
    }

    @Override
    public String title() {
        return "AveragePool(" + kernel + ")";
    }
}

package io.jacquard.models.resnet;

import io.jacquard.nn.Layer;
import io.jacquard.nn.Scope;
import io.jacquard.nn.layer.BatchNorm;
import io.jacquard.nn.layer.Conv;
import io.jacquard.tensor.Tensor;

/// The residual block of ResNet-18 and 34: `relu(bn2(conv2(relu(bn1(conv1(x))))) + shortcut(x))`.
///
/// | value | shape |
/// |---|---|
/// | input | `f32[batch, height, width, in]` |
/// | output | `f32[batch, ceil(height / stride), ceil(width / stride), width]` |
///
/// Both convolutions are 3x3 without bias, the first with the stride. The shortcut is the input
/// itself where the shapes agree, else a 1x1 convolution with the stride and a normalization, named
/// `downsample.0` and `downsample.1`.
///
/// Source: He, Zhang, Ren, Sun, *Deep residual learning for image recognition*, 2015, arXiv
/// 1512.03385, figure 5 left, shortcuts B.
public final class BasicBlock implements Layer {
    private final Scope scope;
    private final BlockSizes sizes;
    private final Conv conv1;
    private final BatchNorm bn1;
    private final Conv conv2;
    private final BatchNorm bn2;
    private final Layer shortcut;

    /// A block.
    ///
    /// @param scope where the parameters are
    /// @param sizes channels and step
    /// @param lastScale where the scale of the last normalization starts; usually 1, or 0
    public BasicBlock(Scope scope, BlockSizes sizes, double lastScale) {
        this.scope = scope;
        this.sizes = sizes;
        int width = sizes.width();
        conv1 = Parts.conv(scope.in("conv1"), sizes.in(), width, Parts.window(3, sizes.stride()));
        bn1 = new BatchNorm(scope.in("bn1"), width);
        conv2 = Parts.conv(scope.in("conv2"), width, width, Parts.window(3, 1));
        bn2 = Parts.last(scope.in("bn2"), width, lastScale);
        shortcut = Parts.shortcut(scope, sizes.in(), width, sizes.stride());
    }

    /// @throws io.jacquard.ir.ShapeException if the input is no picture of `in` channels
    @Override
    public Tensor forward(Tensor x) {
        return scope.call(
                this,
                () -> {
                    Tensor y = bn1.forward(conv1.forward(x)).relu();
                    Tensor branch = bn2.forward(conv2.forward(y));
                    return Parts.joined(branch, shortcut.forward(x));
                });
    }

    @Override
    public String title() {
        return "BasicBlock(%d, %d)".formatted(sizes.in(), sizes.width());
    }
}

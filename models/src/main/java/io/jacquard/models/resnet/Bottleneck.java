package io.jacquard.models.resnet;

import io.jacquard.nn.Layer;
import io.jacquard.nn.Scope;
import io.jacquard.nn.layer.BatchNorm;
import io.jacquard.nn.layer.Conv;
import io.jacquard.tensor.Tensor;

/// The residual block of ResNet-50 and deeper ones: convolutions 1x1 down to `width` channels, 3x3,
/// and 1x1 up to four times as many, each normalized, added to the shortcut.
///
/// | value | shape |
/// |---|---|
/// | input | `f32[batch, height, width, in]` |
/// | output | `f32[batch, ceil(height / stride), ceil(width / stride), 4 * width]` |
///
/// The 3x3 convolution has the stride, as in torchvision ("ResNet v1.5"); in the paper the first
/// 1x1 has it. The shortcut is as that of {@link BasicBlock}.
///
/// Source: He, Zhang, Ren, Sun, *Deep residual learning for image recognition*, 2015, arXiv
/// 1512.03385, figure 5 right, shortcuts B.
public final class Bottleneck implements Layer {
    private final Scope scope;
    private final BlockSizes sizes;
    private final Conv conv1;
    private final BatchNorm bn1;
    private final Conv conv2;
    private final BatchNorm bn2;
    private final Conv conv3;
    private final BatchNorm bn3;
    private final Layer shortcut;

    /// A block.
    ///
    /// @param scope where the parameters are
    /// @param sizes channels and step
    /// @param lastScale where the scale of the last normalization starts; usually 1, or 0
    public Bottleneck(Scope scope, BlockSizes sizes, double lastScale) {
        this.scope = scope;
        this.sizes = sizes;
        int width = sizes.width();
        int out = width * Block.BOTTLENECK.expansion();
        conv1 = Parts.conv(scope.in("conv1"), sizes.in(), width, Parts.window(1, 1));
        bn1 = new BatchNorm(scope.in("bn1"), width);
        conv2 = Parts.conv(scope.in("conv2"), width, width, Parts.window(3, sizes.stride()));
        bn2 = new BatchNorm(scope.in("bn2"), width);
        conv3 = Parts.conv(scope.in("conv3"), width, out, Parts.window(1, 1));
        bn3 = Parts.last(scope.in("bn3"), out, lastScale);
        shortcut = Parts.shortcut(scope, sizes.in(), out, sizes.stride());
    }

    /// @throws io.jacquard.ir.ShapeException if the input is no picture of `in` channels
    @Override
    public Tensor forward(Tensor x) {
        return scope.call(
                this,
                () -> {
                    Tensor narrow = bn1.forward(conv1.forward(x)).relu();
                    Tensor y = bn2.forward(conv2.forward(narrow)).relu();
                    Tensor branch = bn3.forward(conv3.forward(y));
                    return Parts.joined(branch, shortcut.forward(x));
                });
    }

    @Override
    public String title() {
        return "Bottleneck(%d, %d)".formatted(sizes.in(), sizes.width());
    }
}

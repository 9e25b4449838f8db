package io.jacquard.models.resnet;

import io.jacquard.nn.Layer;
import io.jacquard.nn.Scope;

/// The kinds of residual blocks.
public enum Block {
    /// Two 3x3 convolutions, {@link BasicBlock}: ResNet-18 and 34.
    BASIC(1),
    /// A 1x1, a 3x3 and a 1x1 convolution with four times the channels, {@link Bottleneck}:
    /// ResNet-50 and deeper.
    BOTTLENECK(4);

    private final int expansion;

    Block(int expansion) {
        this.expansion = expansion;
    }

    /// Channels of the output for each channel inside: 1 or 4.
    public int expansion() {
        return expansion;
    }

    /// A block.
    ///
    /// @param scope where its parameters are
    /// @param sizes channels and step
    /// @param lastScale where the scale of its last normalization starts; usually 1, or 0
    public Layer of(Scope scope, BlockSizes sizes, double lastScale) {
        return switch (this) {
            case BASIC -> new BasicBlock(scope, sizes, lastScale);
            case BOTTLENECK -> new Bottleneck(scope, sizes, lastScale);
        };
    }
}

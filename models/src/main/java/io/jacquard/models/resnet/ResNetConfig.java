package io.jacquard.models.resnet;

import java.util.List;

/// Sizes of a residual network.
///
/// {@snippet file="io/jacquard/models/resnet/SnippetsTest.java" region="config"}
///
/// @param stem what comes before the blocks
/// @param stages the blocks
/// @param classes numbers in the output, from 1
/// @param lastScale where the scale of the last normalization of each block starts
public record ResNetConfig(Stem stem, Stages stages, int classes, double lastScale) {
    /// Checks the ranges.
    public ResNetConfig {
        if (classes < 1) {
            throw new IllegalArgumentException("classes are from 1, got " + classes);
        }
        if (!Double.isFinite(lastScale)) {
            throw new IllegalArgumentException(
                    "the last scale is a finite number, got " + lastScale);
        }
    }

    /// ResNet-18: basic blocks, 2 in each of 4 stages; 11,689,512 trained values for 1,000 classes.
    ///
    /// @param classes numbers in the output, from 1
    public static ResNetConfig of18(int classes) {
        return of(Block.BASIC, List.of(2, 2, 2, 2), classes);
    }

    /// ResNet-34: basic blocks, 3, 4, 6 and 3; 21,797,672 trained values for 1,000 classes.
    ///
    /// @param classes numbers in the output, from 1
    public static ResNetConfig of34(int classes) {
        return of(Block.BASIC, List.of(3, 4, 6, 3), classes);
    }

    /// ResNet-50: bottlenecks, 3, 4, 6 and 3; 25,557,032 trained values for 1,000 classes.
    ///
    /// @param classes numbers in the output, from 1
    public static ResNetConfig of50(int classes) {
        return of(Block.BOTTLENECK, List.of(3, 4, 6, 3), classes);
    }

    private static ResNetConfig of(Block block, List<Integer> depths, int classes) {
        return new ResNetConfig(Stem.imageNet(), new Stages(block, depths, 64), classes, 1);
    }

    /// These sizes with another stem.
    public ResNetConfig withStem(Stem other) {
        return new ResNetConfig(other, stages, classes, lastScale);
    }

    /// These sizes with other blocks.
    public ResNetConfig withStages(Stages other) {
        return new ResNetConfig(stem, other, classes, lastScale);
    }

    /// These sizes with another width of the first stage, and so of all.
    ///
    /// @param width channels, from 1; 64 in the published networks
    public ResNetConfig withWidth(int width) {
        return withStages(new Stages(stages.block(), stages.depths(), width));
    }

    /// These sizes, each block starting as its shortcut alone: the scale of its last normalization
    /// starts at 0. torchvision calls it `zero_init_residual`.
    ///
    /// Source: Goyal et al., *Accurate, large minibatch SGD: training ImageNet in 1 hour*, 2017,
    /// arXiv 1706.02677, section 5.1.
    public ResNetConfig withZeroInit() {
        return new ResNetConfig(stem, stages, classes, 0);
    }
}

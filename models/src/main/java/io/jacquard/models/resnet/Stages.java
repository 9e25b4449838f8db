package io.jacquard.models.resnet;

import java.util.List;

/// The residual blocks of a network, in stages. Each stage after the first begins with stride 2 and
/// has twice the width of the one before.
///
/// @param block their kind
/// @param depths number of blocks in each stage, from 1
/// @param width channels of the stem and of the 3x3 convolutions of the first stage, from 1; 64 in
///   the published networks
public record Stages(Block block, List<Integer> depths, int width) {
    /// Checks the ranges.
    public Stages {
        if (depths.isEmpty() || depths.stream().anyMatch(d -> d < 1) || width < 1) {
            throw new IllegalArgumentException(
                    "stages %s of width %d: expected one or more depths, each from 1, and a width from 1"
                            .formatted(depths, width));
        }
        depths = List.copyOf(depths);
    }

    /// Channels of the 3x3 convolutions in a stage.
    ///
    /// @param stage from 0
    public int width(int stage) {
        return width << stage;
    }

    /// Channels after the last stage.
    public int features() {
        return width(depths.size() - 1) * block.expansion();
    }
}

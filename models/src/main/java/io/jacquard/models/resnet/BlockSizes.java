package io.jacquard.models.resnet;

/// Sizes of a residual block.
///
/// @param in channels of the input, from 1
/// @param width channels of the 3x3 convolutions, from 1
/// @param stride step along height and width, from 1
public record BlockSizes(int in, int width, int stride) {
    /// Checks the ranges.
    public BlockSizes {
        if (in < 1 || width < 1 || stride < 1) {
            throw new IllegalArgumentException(
                    "a block of %d channels and width %d with stride %d: expected numbers from 1"
                            .formatted(in, width, stride));
        }
    }
}

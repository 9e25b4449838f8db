package io.jacquard.models.resnet;

import io.jacquard.nn.layer.Kernel;
import io.jacquard.nn.layer.MaxPool;
import java.util.List;

/// What a network does to pictures before the first block: a convolution, normalized, through relu,
/// and possibly a max-pooling.
///
/// @param channels of the pictures, from 1
/// @param kernel window of the convolution over height and width
/// @param pool the pooling, or none
public record Stem(int channels, Kernel kernel, List<MaxPool> pool) {
    /// Checks the ranges.
    public Stem {
        if (channels < 1 || kernel.rank() != 2 || pool.size() > 1) {
            throw new IllegalArgumentException(
                    "a stem of %d channels, kernel %s and %d poolings: expected channels from 1, a kernel over height and width, 0 or 1 poolings"
                            .formatted(channels, kernel, pool.size()));
        }
        pool = List.copyOf(pool);
    }

    /// For large color pictures, such as 224x224: 7x7 with stride 2, then a max-pooling 3x3 with
    /// stride 2, which leave a quarter of height and width.
    public static Stem imageNet() {
        return new Stem(3, Parts.window(7, 2), List.of(new MaxPool(Parts.window(3, 2))));
    }

    /// For small color pictures, such as the 32x32 of CIFAR: 3x3 with stride 1 and no pooling.
    public static Stem cifar() {
        return new Stem(3, Parts.window(3, 1), List.of());
    }

    /// This stem for pictures of another number of channels, such as 1 for grey ones.
    public Stem withChannels(int number) {
        return new Stem(number, kernel, pool);
    }
}

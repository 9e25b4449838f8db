package io.jacquard.cpu.onednn;

import java.util.List;

/// Cuts a convolution along its batch and its output channels, by the sizes alone.
final class ConvolutionSlicing {
    /// Multiplications and additions that make a slice worth its overhead: about 15 microseconds of
    /// one core.
    private static final long SLICE_FLOPS = 3_000_000;

    private static final long MOST_SLICES = 16;

    /// The same for a part of the gradient by weights, whose result has to be added to the others'.
    private static final long PART_FLOPS = 2_000_000;

    private static final long PART_FLOPS_A_BYTE = 40;
    private static final long MOST_PARTS = 8;

    /// A gradient by weights that is larger than this is cut along the output channels first: parts
    /// of the batch would each write a whole one.
    private static final long LARGE_BYTES = 256 * 1024;

    private static final long CHANNELS = 64;

    private ConvolutionSlicing() {}

    /// Cuts the batch for results that lie side by side.
    static List<Block> slices(Convolution.Spec spec) {
        long flops = spec.batch() * spec.flops();
        return cut(spec.batch(), Math.min(MOST_SLICES, flops / SLICE_FLOPS), 1);
    }

    /// Cuts the output channels for a gradient by weights.
    static List<Block> channels(Convolution.Spec spec) {
        if (spec.channels().groups() > 1) {
            return Block.cut(spec.channels().out(), 1, 1);
        }
        long most = Math.min(MOST_PARTS, spec.weightBytes() / LARGE_BYTES);
        long worth = Math.min(most, spec.batch() * spec.flops() / PART_FLOPS);
        return cut(spec.channels().out(), worth, CHANNELS);
    }

    /// Cuts the batch for results that have to be added up.
    ///
    /// @param blocks in how many blocks the output channels are cut
    static List<Block> parts(Convolution.Spec spec, int blocks) {
        long flops = spec.batch() * spec.flops() / blocks;
        long bytes = spec.weightBytes() / blocks;
        long worth = Math.max(PART_FLOPS, PART_FLOPS / 2 + PART_FLOPS_A_BYTE * bytes);
        return cut(spec.batch(), Math.min(MOST_PARTS / blocks, flops / worth), 1);
    }

    private static List<Block> cut(long size, long most, long unit) {
        return Block.cut(size, (int) Long.highestOneBit(Math.max(1, most)), unit);
    }
}

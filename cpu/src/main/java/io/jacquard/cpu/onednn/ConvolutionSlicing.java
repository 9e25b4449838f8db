package io.jacquard.cpu.onednn;

import java.util.List;

/// Cuts a convolution along its batch, by the sizes alone.
final class ConvolutionSlicing {
    /// Multiplications and additions that make a slice worth its overhead: about 15 microseconds of
    /// one core.
    private static final long SLICE_FLOPS = 3_000_000;

    private static final long MOST_SLICES = 16;

    /// The same for a part of the gradient by weights, whose result has to be added to the others'.
    private static final long PART_FLOPS = 2_000_000;

    private static final long PART_FLOPS_A_BYTE = 40;
    private static final long MOST_PARTS = 8;

    private ConvolutionSlicing() {}

    /// Cuts the batch for results that lie side by side.
    static List<Block> slices(Convolution.Spec spec) {
        long flops = spec.batch() * spec.flops();
        return cut(spec.batch(), Math.min(MOST_SLICES, flops / SLICE_FLOPS));
    }

    /// Cuts the batch for results that have to be added up.
    static List<Block> parts(Convolution.Spec spec) {
        long flops = spec.batch() * spec.flops();
        long worth = Math.max(PART_FLOPS, PART_FLOPS / 2 + PART_FLOPS_A_BYTE * spec.weightBytes());
        return cut(spec.batch(), Math.min(MOST_PARTS, flops / worth));
    }

    private static List<Block> cut(long batch, long most) {
        return Block.cut(batch, (int) Long.highestOneBit(Math.max(1, most)), 1);
    }
}

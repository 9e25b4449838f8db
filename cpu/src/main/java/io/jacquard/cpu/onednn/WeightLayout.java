package io.jacquard.cpu.onednn;

import java.util.List;

/// Brings a convolution's weights from the plain layout into another one.
final class WeightLayout {
    /// From this size on the copy is cut along the first kernel axis.
    private static final long LARGE_BYTES = 256 * 1024;

    private final Program program;
    private final ConvolutionShape shape;

    WeightLayout(Program program, ConvolutionShape shape) {
        this.program = program;
        this.shape = shape;
    }

    /// Has the weights copied before the first phase.
    ///
    /// @return where they are then
    Reorder.Place into(MemoryDesc layout) {
        var plain = new Reorder.Place(shape.plainWeights(), program.slot("weights"), 0);
        var packed =
                new Reorder.Place(
                        layout,
                        program.prepared(),
                        program.reserve(program.prepared(), layout.bytes()));
        var reorder = new Reorder(program);
        if (layout.bytes() < LARGE_BYTES) {
            program.prepare(List.of(reorder.sum(List.of(plain), packed)));
        } else {
            program.prepare(
                    reorder.sumByIndex(
                            List.of(plain), packed, shape.weightSizes(), shape.kernelAxis()));
        }
        return packed;
    }
}

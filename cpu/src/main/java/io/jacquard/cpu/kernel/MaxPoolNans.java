package io.jacquard.cpu.kernel;

import io.jacquard.ir.DType;
import java.util.List;

/// Repairs max-poolings by code that lets NaN lose: an image with elements that are not finite is
/// pooled again, element by element.
public final class MaxPoolNans {
    private static final DType F32 = DType.F32;
    private static final long[] NONE = {};

    private final Largest windows;
    private final Kernel check;

    /// Plans the repair for one shape.
    ///
    /// @param cache where the kernel is found
    /// @param spatial one to three axes
    /// @param channels number of channels
    public MaxPoolNans(KernelCache cache, List<Extent> spatial, int channels) {
        this.windows = Largest.of(spatial, channels);
        this.check = cache.kernel(sumOfZeros());
    }

    /// Zero times each element: 0 in all, but NaN if one is infinite or NaN.
    private static KernelSpec sumOfZeros() {
        KernelBuilder b = new KernelBuilder(Axis.COLUMNS);
        int zeros = b.binary(BinaryOp.MULTIPLY, b.input(F32, Access.ELEMENT), b.constant(F32, 0));
        b.output(b.reduce(ReduceOp.SUM, zeros), F32, Access.ROW);
        return b.build();
    }

    /// Repairs images `from` (inclusive) to `to` (exclusive), all of them densely stored.
    ///
    /// @param x address of the inputs
    /// @param y address of the pooled images
    /// @param scratch address of 4 bytes
    public void run(long x, long y, long scratch, int from, int to) {
        for (int image = from; image < to; image++) {
            long in = x + 4L * windows.inputs() * image;
            check.run(new long[] {in, scratch}, new long[2], NONE, 1, windows.inputs());
            if (Memory.f32(scratch) != 0) {
                repair(in, y + 4L * windows.outputs() * image);
            }
        }
    }

    private void repair(long in, long out) {
        windows.forEach(in, (to, from) -> Memory.f32(out + to, Memory.f32(in + from)));
    }
}

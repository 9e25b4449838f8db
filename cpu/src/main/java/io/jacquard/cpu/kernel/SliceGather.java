package io.jacquard.cpu.kernel;

import io.jacquard.ir.Indexing;
import io.jacquard.ir.TensorType;

/// Copies slices of an array at computed positions: embedding lookup, indexing by arrays,
/// minibatches of a set that lies in memory. Safe from any thread.
public final class SliceGather {
    private final Slices slices;
    private final int bytes;

    /// Plans a gather.
    ///
    /// @param op which axes mean what
    /// @param array dtype and shape of the array
    /// @param indices dtype and shape of the indices
    public SliceGather(Indexing.Gather op, TensorType array, TensorType indices) {
        this.slices = new Slices(op.dimensionNumbers(), array.shape(), op.sliceSizes(), indices);
        this.bytes = array.dtype().bytes();
    }

    /// How many slices there are.
    public int count() {
        return slices.count();
    }

    /// Copies slices `from` (inclusive) to `to` (exclusive).
    ///
    /// @param array address of the array
    /// @param indices address of the indices
    /// @param out address of the result, dense
    /// @param from first slice
    /// @param to end of the slices
    public void run(long array, long indices, long out, int from, int to) {
        for (int slice = from; slice < to; slice++) {
            long source = array + slices.inArray(slice, indices) * bytes;
            long target = out + (long) slices.inSlices(slice) * bytes;
            for (int r = 0; r < slices.runs(); r++) {
                Rows.copy(
                        source + (long) slices.runInArray(r) * bytes,
                        target + (long) slices.runInSlices(r) * bytes,
                        slices.run(),
                        bytes);
            }
        }
    }
}

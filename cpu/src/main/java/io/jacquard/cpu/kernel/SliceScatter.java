package io.jacquard.cpu.kernel;

import io.jacquard.ir.Indexing;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;

/// Changes slices of an array at computed positions, in the order of the updates: gradients of
/// embeddings, writing by arrays. Safe from any thread.
public final class SliceScatter {
    private final Slices slices;
    private final Rows.Change change;
    private final int bytes;
    private final int elements;

    /// Plans a scatter.
    ///
    /// @param op how elements change, which axes mean what
    /// @param array dtype and shape of the array; a float of 16 bits can only be set
    /// @param indices dtype and shape of the indices
    /// @param updates shape of the updates
    public SliceScatter(Indexing.Scatter op, TensorType array, TensorType indices, Shape updates) {
        this.slices =
                new Slices(
                        op.scatterDimensionNumbers().gather(),
                        array.shape(),
                        op.sliceSizes(array.shape(), updates),
                        indices);
        this.change = Rows.change(op.updateComputation(), array.dtype());
        this.bytes = array.dtype().bytes();
        this.elements = array.shape().elements();
    }

    /// Into how many parts slices can be cut that never meet, so that several threads may write
    /// them at the same time.
    public int parts() {
        return slices.isApart() ? slices.run() : 1;
    }

    /// How many slices the array has place for, if they never meet in part; else 1. Slices of
    /// different places may be written at the same time.
    public int places() {
        return slices.isApart() ? elements / Math.max(1, slices.run() * slices.runs()) : 1;
    }

    /// Writes the slices that begin in a part of the array.
    ///
    /// @param array address of the array, dense
    /// @param indices address of the indices
    /// @param updates address of the updates, dense
    /// @param from first element of the part
    /// @param to end of the part
    public void own(long array, long indices, long updates, long from, long to) {
        for (int slice = 0; slice < slices.count(); slice++) {
            if (slices.isInside(slice, indices)) {
                long into = slices.inArray(slice, indices);
                if (into >= from && into < to) {
                    inside(slice, array + into * bytes, updates, 0, slices.run());
                }
            }
        }
    }

    /// Writes some parts of all slices.
    ///
    /// @param array address of the array, dense
    /// @param indices address of the indices
    /// @param updates address of the updates, dense
    /// @param from first part
    /// @param to end of the parts
    public void run(long array, long indices, long updates, int from, int to) {
        int run = slices.run();
        int first = parts() == 1 ? 0 : from;
        int count = parts() == 1 ? run : to - from;
        for (int slice = 0; slice < slices.count() && from < to; slice++) {
            if (slices.isInside(slice, indices)) {
                long into = slices.inArray(slice, indices) + first;
                inside(slice, array + into * bytes, updates, first, count);
            } else if (!slices.isApart()) {
                partly(slice, array, indices, updates);
            }
        }
    }

    private void inside(int slice, long target, long updates, int first, int count) {
        long source = updates + (slices.inSlices(slice) + (long) first) * bytes;
        for (int r = 0; r < slices.runs(); r++) {
            change.run(
                    target + (long) slices.runInArray(r) * bytes,
                    source + (long) slices.runInSlices(r) * bytes,
                    count);
        }
    }

    // Element by element: some lie outside.
    private void partly(int slice, long array, long indices, long updates) {
        long begin = slices.inSlices(slice);
        int run = slices.run();
        for (int r = 0; r < slices.runs(); r++) {
            for (int i = 0; i < run; i++) {
                long at = slices.position(slice, indices, r * run + i);
                if (at >= 0) {
                    long source = begin + slices.runInSlices(r) + i;
                    change.run(array + at * bytes, updates + source * bytes, 1);
                }
            }
        }
    }
}

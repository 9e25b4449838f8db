package io.jacquard.cpu.kernel;

import io.jacquard.ir.DType;
import io.jacquard.ir.GatherDimensions;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;

/// Where the slices of a gather or scatter lie: in the array, and in the dense array of all slices.
/// Offsets count elements. Planned once; safe from any thread.
///
/// A slice consists of runs of elements that are neighbors in both arrays.
final class Slices {
    private final DType positions;
    // Of each index of a vector: where its axis may start, elements a step along it.
    private final int[] room;
    private final int[] size;
    private final long[] step;
    private final boolean[] isBare;
    private final int vectorStep;
    // Of each axis of a slice: its size, elements a step in the array, its index of a vector or -1.
    private final int[] lengths;
    private final int[] there;
    private final int[] owner;
    // Of each slice, where its vector stands and where it begins.
    private final int[] vectors;
    private final int[] batchInArray;
    private final int[] batchInSlices;
    private final int[] runInArray;
    private final int[] runInSlices;
    private final int run;

    /// Plans slices.
    ///
    /// @param d which axes mean what
    /// @param array shape of the array
    /// @param sizes shape of a slice
    /// @param at dtype and shape of the indices
    Slices(GatherDimensions d, Shape array, IntList sizes, TensorType at) {
        Shape indices = at.shape();
        IntList axes = d.startIndexMap();
        Shape slices = d.slices(indices, sizes);
        int vector = d.indexVectorDim();
        IntList window = d.windowAxes(array.rank());
        this.positions = at.dtype();
        this.size = picked(array.sizes(), axes);
        this.room = axes.stream().map(a -> array.size(a) - sizes.at(a)).toArray();
        this.step = axes.stream().mapToLong(a -> array.strides()[a]).toArray();
        this.isBare = new boolean[axes.size()];
        for (int k = 0; k < isBare.length; k++) {
            isBare[k] = !window.contains(axes.at(k));
        }
        this.vectorStep = vector < indices.rank() ? indices.strides()[vector] : 0;
        this.lengths = picked(sizes.toArray(), window);
        this.there = picked(array.strides(), window);
        this.owner = window.stream().map(axes::indexOf).toArray();
        int[] batch = d.batch(indices).sizes();
        this.vectors = offsets(batch, without(indices.strides(), vector));
        int[] followed = batching(d, array.strides(), indices.rank());
        this.batchInArray = offsets(batch, without(followed, vector));
        this.batchInSlices = offsets(batch, picked(slices.strides(), d.batchAxes(slices.rank())));
        int[] here = picked(slices.strides(), d.offsetDims());
        int[] outer = lengths.clone();
        this.run = joined(outer, there, here);
        this.runInArray = offsets(outer, there);
        this.runInSlices = offsets(outer, here);
    }

    // How many elements of the last axes are neighbors in both; these axes become 1.
    private static int joined(int[] lengths, int[] there, int[] here) {
        int together = 1;
        for (int i = lengths.length - 1; i >= 0; i--) {
            if (lengths[i] != 1 && (there[i] != together || here[i] != together)) {
                break;
            }
            together *= lengths[i];
            lengths[i] = 1;
        }
        return together;
    }

    // Elements of the array from one index to the next along each axis of the indices.
    private static int[] batching(GatherDimensions d, int[] strides, int rank) {
        int[] steps = new int[rank];
        for (int i = 0; i < d.operandBatchingDims().size(); i++) {
            steps[d.startIndicesBatchingDims().at(i)] = strides[d.operandBatchingDims().at(i)];
        }
        return steps;
    }

    private static int[] picked(int[] values, IntList at) {
        return at.stream().map(i -> values[i]).toArray();
    }

    private static int[] without(int[] values, int at) {
        return IntList.range(0, values.length).stream()
                .filter(i -> i != at)
                .map(i -> values[i])
                .toArray();
    }

    // The sum of index times step for each index of a box, in row-major order.
    private static int[] offsets(int[] sizes, int[] steps) {
        int[] all = new int[Shape.of(sizes).elements()];
        int block = 1;
        for (int axis = sizes.length - 1; axis >= 0 && all.length > 0; axis--) {
            for (int i = 1; i < sizes[axis]; i++) {
                for (int j = 0; j < block; j++) {
                    all[i * block + j] = all[j] + i * steps[axis];
                }
            }
            block *= sizes[axis];
        }
        return all;
    }

    /// How many slices there are.
    int count() {
        return vectors.length;
    }

    /// How many runs a slice has.
    int runs() {
        return runInArray.length;
    }

    /// How many elements a run has.
    int run() {
        return run;
    }

    /// Where a slice begins among the slices.
    int inSlices(int slice) {
        return batchInSlices[slice];
    }

    /// Where a run of a slice begins, from where the slice does among the slices.
    int runInSlices(int r) {
        return runInSlices[r];
    }

    /// Where a run of a slice begins, from where the slice does in the array.
    int runInArray(int r) {
        return runInArray[r];
    }

    /// True if different elements of slices never are one of the array, wherever slices start: they
    /// have size 1 on the axes that they start on.
    boolean isApart() {
        for (int k = 0; k < room.length; k++) {
            if (room[k] != size[k] - 1) {
                return false;
            }
        }
        return true;
    }

    /// Where a slice begins in the array, its start moved to where it fits.
    ///
    /// @param indices address of the indices
    long inArray(int slice, long indices) {
        long offset = batchInArray[slice];
        for (int k = 0; k < room.length; k++) {
            offset += Math.clamp(index(slice, k, indices), 0, room[k]) * step[k];
        }
        return offset;
    }

    /// True if all of a slice lies in the array where it starts.
    boolean isInside(int slice, long indices) {
        for (int k = 0; k < room.length; k++) {
            long start = index(slice, k, indices);
            if (start < 0 || start > room[k]) {
                return false;
            }
        }
        return true;
    }

    /// Where an element lies in the array, whose slice may reach beyond it; -1 outside.
    ///
    /// @param element number of the element in the slice, in row-major order
    long position(int slice, long indices, int element) {
        long offset = batchInArray[slice];
        int rest = element;
        for (int i = lengths.length - 1; i >= 0; i--) {
            long at = rest % lengths[i];
            rest /= lengths[i];
            int k = owner[i];
            at += k < 0 ? 0 : index(slice, k, indices);
            if (k >= 0 && (at < 0 || at >= size[k])) {
                return -1;
            }
            offset += at * there[i];
        }
        for (int k = 0; k < size.length; k++) {
            long at = isBare[k] ? index(slice, k, indices) : 0;
            if (at < 0 || at >= size[k]) {
                return -1;
            }
            offset += at * step[k];
        }
        return offset;
    }

    private long index(int slice, int k, long indices) {
        long at = vectors[slice] + (long) k * vectorStep;
        return Elements.whole(positions, indices + at * positions.bytes());
    }
}

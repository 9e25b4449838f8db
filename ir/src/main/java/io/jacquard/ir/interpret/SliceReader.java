package io.jacquard.ir.interpret;

import io.jacquard.ir.GatherDimensions;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Shape;

/// Finds where the elements of indexed slices lie in an array.
///
/// @param dimensions which axes mean what
/// @param array shape of the array
/// @param sizes shape of a slice
/// @param fitted whether starts are moved so that slices fit
record SliceReader(GatherDimensions dimensions, Shape array, IntList sizes, boolean fitted) {
    SliceReader(GatherDimensions dimensions, Shape array, IntList sizes) {
        this(dimensions, array, sizes, false);
    }

    /// This reader with starts moved so that slices fit.
    SliceReader moved() {
        return new SliceReader(dimensions, array, sizes, true);
    }

    /// Pairs of positions, one slice after the other.
    static final class Pairs {
        // Positions in the array of all slices, and in the array; -1 for one outside.
        final int[] slices;
        final int[] array;

        Pairs(int[] slices, int[] array) {
            this.slices = slices;
            this.array = array;
        }
    }

    /// The positions in the array of all elements of all slices.
    ///
    /// @param slices shape of the array of all slices
    Pairs pairs(Integers indices, Shape slices) {
        Pairs pairs = new Pairs(new int[slices.elements()], new int[slices.elements()]);
        int next = 0;
        int[] vectors = vectors(indices.type().shape());
        int[] batch = Offsets.along(slices, dimensions.batchAxes(slices.rank()));
        int[] within = Offsets.along(slices, dimensions.offsetDims());
        int[][] window = window();
        for (int b = 0; b < batch.length; b++) {
            long[] start = start(indices, vectors[b]);
            for (int w = 0; w < within.length; w++) {
                pairs.slices[next] = batch[b] + within[w];
                pairs.array[next++] = position(start, window, w);
            }
        }
        return pairs;
    }

    // Where each vector of indices begins.
    private int[] vectors(Shape indices) {
        return Offsets.along(
                indices, Offsets.others(indices.rank(), IntList.of(dimensions.indexVectorDim())));
    }

    // For each axis of the array, the index of each element of a slice.
    private int[][] window() {
        IntList axes = dimensions.windowAxes(array.rank());
        int[] shape = axes.stream().map(sizes::at).toArray();
        int[][] window = new int[array.rank()][Shape.of(shape).elements()];
        for (int i = 0; i < shape.length; i++) {
            int axis = i;
            int[] steps = IntList.generate(shape.length, k -> k == axis ? 1 : 0).toArray();
            window[axes.at(i)] = Offsets.affine(shape, steps, 0);
        }
        return window;
    }

    private long[] start(Integers indices, int vector) {
        Shape shape = indices.type().shape();
        int[] strides = shape.strides();
        int step =
                dimensions.indexVectorDim() < strides.length
                        ? strides[dimensions.indexVectorDim()]
                        : 0;
        long[] start = new long[array.rank()];
        for (int k = 0; k < dimensions.startIndexMap().size(); k++) {
            int axis = dimensions.startIndexMap().at(k);
            long index = indices.values[vector + k * step];
            int last = array.size(axis) - sizes.at(axis);
            start[axis] = fitted ? Math.clamp(index, 0, last) : index;
        }
        for (int i = 0; i < dimensions.operandBatchingDims().size(); i++) {
            int axis = dimensions.startIndicesBatchingDims().at(i);
            start[dimensions.operandBatchingDims().at(i)] =
                    vector / strides[axis] % shape.size(axis);
        }
        return start;
    }

    private int position(long[] start, int[][] window, int w) {
        int[] strides = array.strides();
        int position = 0;
        for (int axis = 0; axis < start.length; axis++) {
            long at = start[axis] + window[axis][w];
            if (at < 0 || at >= array.size(axis)) {
                return -1;
            }
            position += (int) at * strides[axis];
        }
        return position;
    }
}

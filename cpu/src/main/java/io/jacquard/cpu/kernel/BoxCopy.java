package io.jacquard.cpu.kernel;

import io.jacquard.ir.DType;
import io.jacquard.ir.Shape;

/// Copies a box out of an array, or into it, where the box begins at computed positions. Safe from
/// any thread.
public final class BoxCopy {
    private final Shape array;
    private final Shape box;
    private final long[] strides;
    private final DType positions;
    private final StridedCopy out;
    private final StridedCopy in;

    /// Plans copies between two dense arrays.
    ///
    /// @param array shape of the array
    /// @param box shape of the box, at most the array's on each axis
    /// @param elementBytes size of an element: 1, 2, 4 or 8
    /// @param positions dtype of the positions, an integer
    public BoxCopy(Shape array, Shape box, int elementBytes, DType positions) {
        this.array = array;
        this.box = box;
        this.positions = positions;
        this.strides = bytes(array, elementBytes);
        long[] dense = bytes(box, elementBytes);
        this.out = StridedCopy.plan(elementBytes, box.sizes(), strides, dense);
        this.in = StridedCopy.plan(elementBytes, box.sizes(), dense, strides);
    }

    private static long[] bytes(Shape shape, int elementBytes) {
        long[] strides = new long[shape.rank()];
        long step = elementBytes;
        for (int i = strides.length - 1; i >= 0; i--) {
            strides[i] = step;
            step *= shape.size(i);
        }
        return strides;
    }

    /// Copies the box that begins at some positions out of the array.
    ///
    /// @param from address of the array
    /// @param starts addresses of the positions, one an axis; each is moved to the nearest at which
    ///   the box fits
    /// @param to address of the box
    public void out(long from, long[] starts, long to) {
        if (box.elements() > 0) {
            out.run(from + offset(starts), to);
        }
    }

    /// Copies a box into the array.
    ///
    /// @param from address of the box
    /// @param starts as of {@link #out}
    /// @param to address of the array
    public void in(long from, long[] starts, long to) {
        if (box.elements() > 0) {
            in.run(from, to + offset(starts));
        }
    }

    private long offset(long[] starts) {
        long offset = 0;
        for (int i = 0; i < strides.length; i++) {
            int last = array.size(i) - box.size(i);
            offset += strides[i] * Math.clamp(Elements.whole(positions, starts[i]), 0, last);
        }
        return offset;
    }

    /// Copies all of an array to another, unless they are one.
    ///
    /// @param from address of the one
    /// @param to address of the other
    /// @param bytes its size
    public static void whole(long from, long to, long bytes) {
        if (from != to && bytes > 0) {
            java.lang.foreign.MemorySegment.copy(Memory.ALL, from, Memory.ALL, to, bytes);
        }
    }
}

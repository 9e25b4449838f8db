package io.jacquard.cpu.kernel;

import io.jacquard.ir.DType;
import java.util.List;

/// Windows that slide along all axes of a dense array of any dtype. Sums and products of floats are
/// accumulated in f64. Safe from any thread.
public final class SlidingWindows {
    private final DType dtype;
    private final SlidingAxis[] axes;
    private final int[] strides;

    /// Plans the loops.
    ///
    /// @param dtype dtype of the array
    /// @param axes one an axis of the array
    public SlidingWindows(DType dtype, List<SlidingAxis> axes) {
        this.dtype = dtype;
        this.axes = axes.toArray(SlidingAxis[]::new);
        this.strides = new int[this.axes.length];
        int step = 1;
        for (int i = strides.length - 1; i >= 0; i--) {
            strides[i] = step;
            step *= this.axes[i].extent().input();
        }
    }

    /// Number of positions of the window.
    public int positions() {
        int n = 1;
        for (SlidingAxis a : axes) {
            n *= a.extent().output();
        }
        return n;
    }

    /// Number of elements of the array.
    public int elements() {
        int n = 1;
        for (SlidingAxis a : axes) {
            n *= a.extent().input();
        }
        return n;
    }

    /// Number of parts of the array, of equal size and one behind the other, in which windows stay.
    public int parts() {
        int n = 1;
        for (int i = 0; i < axes.length && axes[i].isPlain(); i++) {
            n *= axes[i].extent().input();
        }
        return n;
    }

    /// Writes what the elements of each window give together, for positions `from` (inclusive) to
    /// `to` (exclusive).
    ///
    /// @param x address of the array
    /// @param out address of the result
    public void reduce(long x, long out, int from, int to, ReduceOp op) {
        int[] position = position(from);
        for (int i = from; i < to; i++) {
            long at = out + (long) i * dtype.bytes();
            if (dtype.isFloat()) {
                Elements.real(dtype, at, real(0, position, x, op, op.none()));
            } else {
                Elements.whole(dtype, at, whole(0, position, x, op, op.none(dtype)));
            }
            next(position);
        }
    }

    private double real(int axis, int[] position, long x, ReduceOp op, double before) {
        if (axis == axes.length) {
            return op.fold(before, Elements.real(dtype, x));
        }
        double value = before;
        SlidingAxis a = axes[axis];
        int p = position[axis];
        for (int place = a.first(p), end = a.end(p); place < end; place++) {
            int source = a.source(p, place);
            if (source >= 0) {
                value = real(axis + 1, position, moved(x, axis, source), op, value);
            }
        }
        return value;
    }

    private long whole(int axis, int[] position, long x, ReduceOp op, long before) {
        if (axis == axes.length) {
            return op.fold(before, Elements.whole(dtype, x));
        }
        long value = before;
        SlidingAxis a = axes[axis];
        int p = position[axis];
        for (int place = a.first(p), end = a.end(p); place < end; place++) {
            int source = a.source(p, place);
            if (source >= 0) {
                value = whole(axis + 1, position, moved(x, axis, source), op, value);
            }
        }
        return value;
    }

    private long moved(long x, int axis, int source) {
        return x + (long) source * strides[axis] * dtype.bytes();
    }

    private int[] position(int number) {
        int[] made = new int[axes.length];
        int rest = number;
        for (int i = axes.length - 1; i >= 0; i--) {
            int n = axes[i].extent().output();
            made[i] = n == 0 ? 0 : rest % n;
            rest = n == 0 ? 0 : rest / n;
        }
        return made;
    }

    private void next(int[] position) {
        for (int i = axes.length - 1; i >= 0; i--) {
            if (++position[i] < axes[i].extent().output()) {
                return;
            }
            position[i] = 0;
        }
    }

    /// Adds each element of a source to the place of the element that its window selects, for parts
    /// `from` (inclusive) to `to` (exclusive): another element takes the place of the selected one
    /// unless that is at least as large.
    ///
    /// @param addresses of the array, of the source, which has an element a position, of the
    ///   result, as large as the array, and of 8 bytes for each element of the array
    public void scatter(long[] addresses, int from, int to) {
        long source = addresses[1];
        long sums = addresses[3];
        int many = elements() / parts();
        int first = from * many;
        int last = to * many;
        for (int i = first; i < last; i++) {
            Memory.i64(sums + 8L * i, 0);
        }
        int each = positions() / parts();
        int[] position = position(from * each);
        for (int i = from * each; i < to * each; i++) {
            long at = selected(0, position, addresses[0], 0, -1);
            if (at >= 0) {
                add(sums + 8 * at, source + (long) i * dtype.bytes());
            }
            next(position);
        }
        for (int i = first; i < last; i++) {
            long at = addresses[2] + (long) i * dtype.bytes();
            if (dtype.isFloat()) {
                Elements.real(dtype, at, Memory.f64(sums + 8L * i));
            } else {
                Elements.whole(dtype, at, Memory.i64(sums + 8L * i));
            }
        }
    }

    private void add(long sum, long source) {
        if (dtype.isFloat()) {
            Memory.f64(sum, Memory.f64(sum) + Elements.real(dtype, source));
        } else {
            Memory.i64(sum, Memory.i64(sum) + Elements.whole(dtype, source));
        }
    }

    private long selected(int axis, int[] position, long x, long element, long before) {
        if (axis == axes.length) {
            return before < 0 || !isAtLeast(x, before, element) ? element : before;
        }
        long selected = before;
        SlidingAxis a = axes[axis];
        int p = position[axis];
        for (int place = a.first(p), end = a.end(p); place < end; place++) {
            int source = a.source(p, place);
            if (source >= 0) {
                long at = element + (long) source * strides[axis];
                selected = selected(axis + 1, position, x, at, selected);
            }
        }
        return selected;
    }

    private boolean isAtLeast(long x, long selected, long other) {
        long a = x + selected * dtype.bytes();
        long b = x + other * dtype.bytes();
        return dtype.isFloat()
                ? Elements.real(dtype, a) >= Elements.real(dtype, b)
                : Elements.whole(dtype, a) >= Elements.whole(dtype, b);
    }
}

package io.jacquard.ir;

import java.util.Arrays;
import java.util.stream.Collectors;

/// The sizes of an array, one an axis, the last axis varying fastest in memory.
///
/// A scalar has no axis. An axis of size 0 makes an array without elements.
public final class Shape {
    /// The shape of a scalar.
    public static final Shape SCALAR = new Shape(new int[0]);

    private final int[] sizes;

    private Shape(int[] sizes) {
        this.sizes = sizes;
    }

    /// The shape of those sizes.
    ///
    /// @param sizes each 0 or more; the product of those that are not 0 at most 2^31 - 1
    /// @throws ShapeException if a size is negative or there are too many elements
    public static Shape of(int... sizes) {
        long elements = 1;
        for (int size : sizes) {
            if (size < 0) {
                throw ShapeException.of(
                        "[shape] a size is negative: " + Arrays.toString(sizes),
                        "sizes from 0; is one of them computed?");
            }
            // An empty array keeps the bound too: without its empty axis it is one of these.
            elements *= Math.max(1, size);
            if (elements > Integer.MAX_VALUE) {
                throw ShapeException.of(
                        "[shape] too many elements: " + Arrays.toString(sizes),
                        "at most 2^31 - 1, empty axes left out; split the array");
            }
        }
        return sizes.length == 0 ? SCALAR : new Shape(sizes.clone());
    }

    /// Number of axes, 0 for a scalar.
    public int rank() {
        return sizes.length;
    }

    /// Size along an axis; -1 is the last axis.
    ///
    /// @throws ShapeException if there is no such axis
    public int size(int axis) {
        return sizes[axis(axis)];
    }

    /// The axis counted from the front, 0 to rank - 1, for one that may be counted from the end.
    ///
    /// @throws ShapeException if there is no such axis
    public int axis(int axis) {
        int a = axis < 0 ? axis + sizes.length : axis;
        if (a < 0 || a >= sizes.length) {
            throw ShapeException.of(
                    "[axis] no axis %d in %s".formatted(axis, this),
                    sizes.length == 0
                            ? "no axis, it is a scalar; reshape it first"
                            : "an axis from %d to %d; -1 is the last"
                                    .formatted(-sizes.length, sizes.length - 1));
        }
        return a;
    }

    /// A copy of the sizes.
    public int[] sizes() {
        return sizes.clone();
    }

    /// Number of elements.
    public int elements() {
        int n = 1;
        for (int size : sizes) {
            n *= size;
        }
        return n;
    }

    /// Elements from one index to the next along each axis of a dense row-major array.
    public int[] strides() {
        int[] strides = new int[sizes.length];
        int step = 1;
        for (int i = sizes.length - 1; i >= 0; i--) {
            strides[i] = step;
            step *= sizes[i];
        }
        return strides;
    }

    /// This shape with another size along one axis.
    public Shape with(int axis, int size) {
        int[] s = sizes.clone();
        s[axis(axis)] = size;
        return of(s);
    }

    /// This shape without the given axes, each counted from the front.
    public Shape without(int... axes) {
        int[] kept = new int[sizes.length];
        int n = 0;
        for (int i = 0; i < sizes.length; i++) {
            if (!contains(axes, i)) {
                kept[n++] = sizes[i];
            }
        }
        return of(Arrays.copyOf(kept, n));
    }

    /// This shape with one more axis.
    ///
    /// @param axis where the new axis stands in the result, from 0 to the rank
    public Shape insert(int axis, int size) {
        int[] more = new int[sizes.length + 1];
        System.arraycopy(sizes, 0, more, 0, axis);
        more[axis] = size;
        System.arraycopy(sizes, axis, more, axis + 1, sizes.length - axis);
        return of(more);
    }

    private static boolean contains(int[] axes, int axis) {
        for (int a : axes) {
            if (a == axis) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Shape s && Arrays.equals(sizes, s.sizes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sizes);
    }

    /// The sizes in brackets: `[32, 784]`, `[]` for a scalar.
    @Override
    public String toString() {
        return Arrays.stream(sizes)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(", ", "[", "]"));
    }
}

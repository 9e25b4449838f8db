package io.jacquard.ir;

/// The window of a pooling over channels-last data, one value a spatial axis in each list.
///
/// @param sizes elements of the window, from 1
/// @param strides step of the window, from 1
/// @param low elements of padding before the first, less than the window
/// @param high elements of padding after the last, less than the window
public record PoolWindow(IntList sizes, IntList strides, IntList low, IntList high) {
    /// The window with no padding.
    public static PoolWindow valid(IntList sizes, IntList strides) {
        IntList zero = IntList.repeat(0, sizes.size());
        return new PoolWindow(sizes, strides, zero, zero);
    }

    /// Number of spatial axes.
    public int rank() {
        return sizes.size();
    }

    TensorType pooled(TensorType x) {
        if (x.rank() != rank() + 2) {
            throw ShapeException.of(
                    "%s has rank %d for %d spatial axes".formatted(x, x.rank(), rank()),
                    "[batch, spatial..., channels], %d axes; reshape it".formatted(rank() + 2));
        }
        for (IntList l : java.util.List.of(strides, low, high)) {
            Infer.window(l, rank());
        }
        int[] out = x.shape().sizes();
        for (int i = 0; i < rank(); i++) {
            boolean fits =
                    sizes.at(i) > 0
                            && strides.at(i) > 0
                            && low.at(i) >= 0
                            && high.at(i) >= 0
                            && low.at(i) < sizes.at(i)
                            && high.at(i) < sizes.at(i);
            if (!fits) {
                throw ShapeException.of(
                        "window " + this, "sizes and strides from 1; padding less than the size");
            }
            long padded = (long) out[i + 1] + low.at(i) + high.at(i);
            long room = padded - sizes.at(i);
            if (room < 0) {
                throw ShapeException.of(
                        "a window of %d does not fit axis %d of %s"
                                .formatted(sizes.at(i), i + 1, x),
                        "a window of at most %d; shrink it or pad the data".formatted(padded));
            }
            out[i + 1] = Infer.size(room / strides.at(i) + 1, "axis", i + 1);
        }
        return x.with(Shape.of(out));
    }
}

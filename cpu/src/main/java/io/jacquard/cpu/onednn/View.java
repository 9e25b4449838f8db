package io.jacquard.cpu.onednn;

import java.util.ArrayList;
import java.util.List;

/// A dense or strided look at memory: sizes and strides per axis, both in elements.
///
/// @param sizes length along each axis, at least 1
/// @param strides elements from one index to the next along each axis
public record View(List<Long> sizes, List<Long> strides) {
    /// Checks that each axis has a stride.
    public View {
        if (sizes.size() != strides.size() || sizes.stream().anyMatch(s -> s < 1)) {
            throw new IllegalArgumentException(
                    "Sizes of at least 1 with a stride each expected, got sizes "
                            + sizes
                            + " and strides "
                            + strides);
        }
        sizes = List.copyOf(sizes);
        strides = List.copyOf(strides);
    }

    /// Returns a view of contiguous memory, the last axis running fastest.
    ///
    /// @param sizes length along each axis
    public static View of(long... sizes) {
        var strides = new Long[sizes.length];
        long stride = 1;
        for (int i = sizes.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= sizes[i];
        }
        return new View(java.util.Arrays.stream(sizes).boxed().toList(), List.of(strides));
    }

    /// Returns the same memory with the last two axes exchanged.
    public View transposed() {
        return new View(swapped(sizes), swapped(strides));
    }

    int rank() {
        return sizes.size();
    }

    /// Returns the size of an axis counted from the last: `last(0)` is the last axis.
    long last(int axis) {
        return sizes.get(sizes.size() - 1 - axis);
    }

    long lastStride(int axis) {
        return strides.get(strides.size() - 1 - axis);
    }

    private static List<Long> swapped(List<Long> values) {
        var result = new ArrayList<>(values);
        int n = result.size();
        Long last = result.get(n - 1);
        result.set(n - 1, result.get(n - 2));
        result.set(n - 2, last);
        return result;
    }
}

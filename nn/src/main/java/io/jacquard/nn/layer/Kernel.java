package io.jacquard.nn.layer;

import io.jacquard.ir.Contraction.Window;
import io.jacquard.ir.IntList;
import io.jacquard.ir.PoolWindow;
import io.jacquard.ir.Shape;
import io.jacquard.tensor.Refusal;
import io.jacquard.tensor.Tensor;
import java.util.List;
import java.util.stream.Collectors;

/// The window of a convolution or pooling: its size along each spatial axis and how it moves.
///
/// `Kernel.of(3, 3).strided(2, 2).padded(Padding.SAME)`
///
/// @param sizes elements along each spatial axis, from 1; their number is 1, 2 or 3
/// @param strides step along each spatial axis, from 1
/// @param dilations distance of neighboring elements along each spatial axis, from 1
/// @param padding what is added around the data
public record Kernel(IntList sizes, IntList strides, IntList dilations, Padding padding) {
    /// Checks ranks and ranges.
    public Kernel {
        int rank = sizes.size();
        if (rank < 1 || rank > 3) {
            throw Refusal.argument(
                    "kernel",
                    "%d spatial axes".formatted(rank),
                    "sizes " + sizes,
                    "1, 2 or 3; give one size a spatial axis");
        }
        check("sizes", sizes, rank);
        check("strides", strides, rank);
        check("dilations", dilations, rank);
        if (padding instanceof Padding.Ends ends && ends.elements().size() != rank) {
            throw Refusal.argument(
                    "kernel",
                    "padding of another number of axes",
                    "padding %s, sizes %s".formatted(ends, sizes),
                    "one number a spatial axis; Padding.SAME fits any");
        }
    }

    private static void check(String what, IntList values, int rank) {
        if (values.size() != rank || values.stream().anyMatch(v -> v < 1)) {
            throw Refusal.argument(
                    "kernel",
                    "these are no " + what,
                    "%s %s".formatted(what, values),
                    "%d numbers from 1; give one a spatial axis".formatted(rank));
        }
    }

    /// A kernel that moves by single steps and stays inside the data.
    ///
    /// @param sizes elements along each spatial axis, from 1
    public static Kernel of(int... sizes) {
        IntList ones = IntList.repeat(1, sizes.length);
        return new Kernel(IntList.of(sizes), ones, ones, Padding.VALID);
    }

    /// This kernel with other steps.
    ///
    /// @param steps one number a spatial axis, from 1
    public Kernel strided(int... steps) {
        return new Kernel(sizes, IntList.of(steps), dilations, padding);
    }

    /// This kernel with its elements further apart.
    ///
    /// @param distances one number a spatial axis, from 1
    public Kernel dilated(int... distances) {
        return new Kernel(sizes, strides, IntList.of(distances), padding);
    }

    /// This kernel with other padding.
    public Kernel padded(Padding other) {
        return new Kernel(sizes, strides, dilations, other);
    }

    /// Number of spatial axes: 1, 2 or 3.
    public int rank() {
        return sizes.size();
    }

    Window window(Shape data) {
        IntList total = IntList.generate(rank(), i -> total(i, data.size(i + 1)));
        IntList low = IntList.generate(rank(), i -> total.at(i) / 2);
        IntList high = IntList.generate(rank(), i -> total.at(i) - low.at(i));
        return new Window(strides, low, high, IntList.repeat(1, rank()), dilations);
    }

    PoolWindow poolWindow(Shape data) {
        Window w = window(data);
        return new PoolWindow(sizes, strides, w.low(), w.high());
    }

    /// Throws unless the data are `[batch, spatial..., channels]` and the window fits in.
    void check(String layer, Tensor x) {
        Sizes.rank(
                layer,
                x,
                rank() + 2,
                "[batch, %d spatial axes, channels]; expand or reshape it".formatted(rank()));
        Window w = window(x.shape());
        for (int i = 0; i < rank(); i++) {
            int room = x.size(i + 1) + w.low().at(i) + w.high().at(i);
            if (room < extent(i)) {
                throw Refusal.of(
                        layer,
                        "a window over %d does not fit axis %d of %s"
                                .formatted(extent(i), i + 1, x.type()),
                        List.of(x),
                        "a size of at least %d; use a smaller kernel or Padding.SAME"
                                .formatted(x.size(i + 1) + extent(i) - room));
            }
        }
    }

    private int extent(int i) {
        return (sizes.at(i) - 1) * dilations.at(i) + 1;
    }

    private int total(int i, int size) {
        return switch (padding) {
            case Padding.Ends(IntList elements) -> 2 * elements.at(i);
            case Padding.Rule.VALID -> 0;
            case Padding.Rule.SAME -> {
                int positions = (size + strides.at(i) - 1) / strides.at(i);
                yield Math.max(0, (positions - 1) * strides.at(i) + extent(i) - size);
            }
        };
    }

    /// For example `3x3, strides [2, 2], same`.
    @Override
    public String toString() {
        IntList ones = IntList.repeat(1, rank());
        return sizes.stream().mapToObj(Integer::toString).collect(Collectors.joining("x"))
                + (strides.equals(ones) ? "" : ", strides " + strides)
                + (dilations.equals(ones) ? "" : ", dilations " + dilations)
                + (padding.equals(Padding.VALID) ? "" : ", padding " + padding);
    }
}

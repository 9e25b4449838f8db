package io.jacquard.ir.interpret;

import io.jacquard.ir.Contraction;
import io.jacquard.ir.PoolWindow;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Windowed;
import java.util.Arrays;

/// Which element of the data each place of a sliding window meets, at each position of the window.
final class Windows {
    private int positions = 1;
    private int places = 1;
    private int[] sources = {0};

    private Windows() {}

    /// The windows of a convolution.
    ///
    /// @param data spatial sizes of the data
    /// @param kernel spatial sizes of the kernel
    /// @param out spatial sizes of the result
    static Windows of(Contraction.Window w, Shape data, Shape kernel, Shape out) {
        Windows made = new Windows();
        for (int i = 0; i < data.rank(); i++) {
            made.add(
                    new Axis(
                            data.size(i),
                            w.lhsDilation().at(i),
                            out.size(i),
                            w.strides().at(i),
                            w.low().at(i)),
                    kernel.size(i),
                    w.rhsDilation().at(i));
        }
        return made;
    }

    /// The windows of a pooling.
    ///
    /// @param data spatial sizes of the data
    /// @param out spatial sizes of the result
    static Windows of(PoolWindow w, Shape data, Shape out) {
        Windows made = new Windows();
        for (int i = 0; i < data.rank(); i++) {
            made.add(
                    new Axis(data.size(i), 1, out.size(i), w.strides().at(i), w.low().at(i)),
                    w.sizes().at(i),
                    1);
        }
        return made;
    }

    /// The windows of an operation over windows along all axes.
    ///
    /// @param data sizes of the operand
    /// @param out numbers of positions
    static Windows of(Windowed.ReduceWindow op, Shape data, Shape out) {
        Windows made = new Windows();
        Windowed.Window w = op.window();
        for (int i = 0; i < data.rank(); i++) {
            made.add(
                    new Axis(
                            data.size(i),
                            op.baseDilations().at(i),
                            out.size(i),
                            w.strides().at(i),
                            w.low().at(i)),
                    w.dimensions().at(i),
                    op.windowDilations().at(i));
        }
        return made;
    }

    /// Number of positions of the window, over all spatial axes.
    int positions() {
        return positions;
    }

    /// Number of places in the window.
    int places() {
        return places;
    }

    /// Index of the data's element over the spatial axes, row-major, or -1 where there is padding.
    int source(int position, int place) {
        return sources[position * places + place];
    }

    /// Along one axis: the size of the data, the distance of its elements, and the window's path.
    private record Axis(int size, int dilation, int positions, int stride, int low) {
        int source(int position, int offset) {
            int at = position * stride + offset - low;
            boolean hit = at >= 0 && at % dilation == 0 && at / dilation < size;
            return hit ? at / dilation : -1;
        }
    }

    private void add(Axis axis, int window, int dilation) {
        int newPlaces = places * window;
        int[] longer = new int[positions * axis.positions * newPlaces];
        Arrays.setAll(
                longer,
                i -> {
                    int position = i / newPlaces;
                    int place = i % newPlaces;
                    int outer = source(position / axis.positions, place / window);
                    int inner = axis.source(position % axis.positions, place % window * dilation);
                    return outer < 0 || inner < 0 ? -1 : outer * axis.size + inner;
                });
        positions *= axis.positions;
        places = newPlaces;
        sources = longer;
    }
}

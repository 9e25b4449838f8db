package io.jacquard.cpu.winograd;

import io.jacquard.cpu.onednn.Convolution;
import io.jacquard.cpu.onednn.Window;
import java.util.function.ToLongFunction;

/// The sizes of a convolution, or of the gradient by its source, which is one too.
///
/// @param batch number of pictures
/// @param source a picture before
/// @param result a picture after
/// @param grid the tiles of the result
record Sizes(int batch, Picture source, Picture result, Grid grid) {
    /// The tiles of a picture.
    ///
    /// @param down tiles in a column
    /// @param across tiles in a row
    /// @param top rows by which the first tile's source begins above the picture
    /// @param left columns by which it begins before the picture
    record Grid(int down, int across, int top, int left) {
        private static Grid of(Picture result, int top, int left) {
            int tile = Transforms.TILE;
            return new Grid(
                    Math.ceilDiv(result.height(), tile),
                    Math.ceilDiv(result.width(), tile),
                    top,
                    left);
        }

        /// The tiles where they lie, without what is around them.
        Grid withoutPadding() {
            return new Grid(down, across, 0, 0);
        }
    }

    /// The sizes of a convolution.
    static Sizes forward(Convolution.Spec spec) {
        Picture result = after(spec);
        Grid grid = Grid.of(result, padding(spec, 0), padding(spec, 1));
        return new Sizes((int) spec.batch(), before(spec), result, grid);
    }

    /// The sizes of the convolution of the results' gradient with the turned kernel.
    static Sizes inputGradient(Convolution.Spec spec) {
        Picture result = before(spec);
        int most = Transforms.KERNEL - 1;
        Grid grid = Grid.of(result, most - padding(spec, 0), most - padding(spec, 1));
        return new Sizes((int) spec.batch(), after(spec), result, grid);
    }

    private static Picture before(Convolution.Spec spec) {
        return picture(spec, Window::input, spec.channels().in());
    }

    private static Picture after(Convolution.Spec spec) {
        return picture(spec, Window::output, spec.channels().out());
    }

    private static Picture picture(
            Convolution.Spec spec, ToLongFunction<Window> size, long channels) {
        long height = size.applyAsLong(spec.windows().getFirst());
        long width = size.applyAsLong(spec.windows().getLast());
        return new Picture((int) height, (int) width, (int) channels);
    }

    private static int padding(Convolution.Spec spec, int axis) {
        return (int) spec.windows().get(axis).padding().before();
    }

    /// Channels of the source: rows of the kernel's matrices.
    int in() {
        return source.channels();
    }

    /// Channels of the result: columns of the kernel's matrices.
    int out() {
        return result.channels();
    }

    /// Rows of tiles of all pictures.
    int tileRows() {
        return batch * grid.down();
    }

    /// Tiles of all pictures.
    int tiles() {
        return tileRows() * grid.across();
    }

    /// Bytes of the kernel's matrices at all pairs of points.
    long filterBytes() {
        return Picture.ELEMENT * Transforms.POINTS * in() * out();
    }
}

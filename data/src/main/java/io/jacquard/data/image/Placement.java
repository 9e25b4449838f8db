package io.jacquard.data.image;

import io.jacquard.data.DataException;
import io.jacquard.data.Draw;
import io.jacquard.data.Row;
import io.jacquard.data.Schema;
import io.jacquard.data.Transform;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import java.lang.foreign.MemorySegment;

/// Shows a window of each picture, which may reach beyond it and may be mirrored.
///
/// @param column the pictures, `dtype[height, width, channels]`
/// @param height of the window in pixels, 0 for the picture's own
/// @param width of the window in pixels, 0 for the picture's own
/// @param choice where the window is
record Placement(String column, int height, int width, Choice choice) implements Transform {
    /// Where a window begins and whether it is mirrored.
    ///
    /// @param top first row of the picture that it shows; negative for rows above the picture
    /// @param left first pixel of each row, likewise
    /// @param mirrored true to swap left and right
    record Window(int top, int left, boolean mirrored) {}

    /// Chooses a window for a picture.
    interface Choice {
        /// The window for a picture of that size.
        ///
        /// @param height of the picture in pixels
        /// @param width of the picture in pixels
        Window choose(int height, int width, Draw draw);
    }

    @Override
    public Schema schema(Schema in) {
        int index = in.index(column);
        TensorType type = in.column(index).type();
        if (type.rank() != 3) {
            throw DataException.of(
                    "column " + column,
                    "its examples are no pictures",
                    "expected dtype[height, width, channels], found " + type,
                    "augment before the pictures are flattened");
        }
        Shape shape = type.shape();
        Shape out =
                Shape.of(
                        height == 0 ? shape.size(0) : height,
                        width == 0 ? shape.size(1) : width,
                        shape.size(2));
        return in.with(index, in.column(index).with(type.with(out)));
    }

    @Override
    public boolean changes(String name) {
        return name.equals(column);
    }

    @Override
    public void apply(Row in, Row out, Draw draw) {
        int pictures = in.schema().index(column);
        for (int c = 0; c < in.schema().size(); c++) {
            if (c != pictures) {
                out.copy(c, in);
            }
        }
        Picture from = Picture.of(in, pictures);
        Picture to = Picture.of(out, pictures);
        Window window = choice.choose(from.height(), from.width(), draw);
        for (int y = 0; y < to.height(); y++) {
            to.clear(y);
            int source = y + window.top();
            if (source >= 0 && source < from.height()) {
                to.row(y, from, source, window);
            }
        }
    }

    /// A picture within the memory of a batch.
    ///
    /// @param pixel size of a pixel in bytes
    private record Picture(MemorySegment memory, long offset, int height, int width, int pixel) {
        static Picture of(Row row, int column) {
            TensorType type = row.schema().column(column).type();
            int pixel = type.shape().size(2) * type.dtype().bytes();
            return new Picture(
                    row.segment(column),
                    row.offset(column),
                    type.shape().size(0),
                    type.shape().size(1),
                    pixel);
        }

        long at(int y, int x) {
            return offset + ((long) y * width + x) * pixel;
        }

        void clear(int y) {
            memory.asSlice(at(y, 0), (long) width * pixel).fill((byte) 0);
        }

        void row(int y, Picture from, int source, Window window) {
            int first = Math.max(0, -window.left());
            int last = Math.min(width, from.width - window.left());
            if (last <= first) {
                return;
            }
            if (!window.mirrored()) {
                long bytes = (long) (last - first) * pixel;
                long start = from.at(source, first + window.left());
                MemorySegment.copy(from.memory, start, memory, at(y, first), bytes);
                return;
            }
            for (int x = first; x < last; x++) {
                long start = from.at(source, x + window.left());
                MemorySegment.copy(from.memory, start, memory, at(y, width - 1 - x), pixel);
            }
        }
    }
}

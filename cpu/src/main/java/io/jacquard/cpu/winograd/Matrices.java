package io.jacquard.cpu.winograd;

import io.jacquard.cpu.onednn.View;
import java.util.List;

/// A matrix a pair of points, in memory.
///
/// @param rows rows of each
/// @param columns columns of each
/// @param stride bytes from one row to the next
/// @param step bytes from one pair of points to the next
record Matrices(long rows, long columns, long stride, long step) {
    /// Matrices of tiles by channels, each on its own cache lines.
    static Matrices ofTiles(long tiles, Picture picture) {
        long stride = picture.pixelBytes();
        return new Matrices(tiles, picture.channels(), stride, Scratch.padded(tiles * stride));
    }

    /// Matrices one behind the other.
    static Matrices dense(long rows, long columns) {
        long stride = Picture.ELEMENT * columns;
        return new Matrices(rows, columns, stride, rows * stride);
    }

    /// Some of the columns.
    Matrices columns(long some) {
        return new Matrices(rows, some, stride, step);
    }

    /// Bytes of all.
    long bytes() {
        return Transforms.POINTS * step;
    }

    View view() {
        return new View(
                List.of((long) Transforms.POINTS, rows, columns),
                List.of(step / Picture.ELEMENT, stride / Picture.ELEMENT, 1L));
    }
}

package io.jacquard.data.image;

import io.jacquard.data.Column;
import io.jacquard.data.DataException;
import io.jacquard.data.Transform;

/// Random changes of pictures that keep what they show: more examples out of the same set.
///
/// Each works on the column `features` of `dtype[height, width, channels]` and is given to {@link
/// io.jacquard.data.Dataset#map(Transform, io.jacquard.tensor.Seed)}; what is drawn depends on the
/// seed, the epoch and the example only. Pixels from outside of a picture are 0, so scale and
/// normalize after it. Change the training part only.
public final class Augment {
    private Augment() {}

    /// Mirrors left and right, every other time.
    public static Transform flip() {
        return new Placement(
                Column.FEATURES,
                0,
                0,
                (h, w, draw) -> new Placement.Window(0, 0, draw.nextBoolean()));
    }

    /// Moves by whole pixels, all distances equally likely.
    ///
    /// @param vertical the greatest distance up and down in pixels, 0 or more
    /// @param horizontal the greatest distance to either side in pixels, 0 or more
    public static Transform shift(int vertical, int horizontal) {
        requirePixels(vertical, 0);
        requirePixels(horizontal, 0);
        return new Placement(
                Column.FEATURES,
                0,
                0,
                (h, w, draw) ->
                        new Placement.Window(
                                draw.nextInt(2 * vertical + 1) - vertical,
                                draw.nextInt(2 * horizontal + 1) - horizontal,
                                false));
    }

    /// Puts a frame of zeros around and cuts a piece out, all places equally likely.
    ///
    /// @param height of the piece in pixels
    /// @param width of the piece in pixels
    /// @param padding thickness of the frame in pixels, 0 or more
    public static Transform crop(int height, int width, int padding) {
        requirePixels(height, 1);
        requirePixels(width, 1);
        requirePixels(padding, 0);
        return new Placement(
                Column.FEATURES,
                height,
                width,
                (h, w, draw) ->
                        new Placement.Window(
                                draw.nextInt(room(h, padding, height)) - padding,
                                draw.nextInt(room(w, padding, width)) - padding,
                                false));
    }

    private static int room(int size, int padding, int wanted) {
        int room = size + 2 * padding - wanted + 1;
        if (room < 1) {
            throw DataException.of(
                    "crop",
                    "the piece is larger than the picture with its frame",
                    "expected at most %d pixels, found %d".formatted(size + 2 * padding, wanted),
                    "cut a smaller piece, or resize the pictures before");
        }
        return room;
    }

    private static void requirePixels(int pixels, int least) {
        if (pixels < least) {
            throw new DataException(
                    "expected %d pixels or more, found %d".formatted(least, pixels));
        }
    }
}

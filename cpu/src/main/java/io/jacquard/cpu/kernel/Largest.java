package io.jacquard.cpu.kernel;

import java.util.List;

/// Finds the first largest element of a pooling window in row-major order, element by element; the
/// first NaN if there is one. Images are f32, dense and channels-last.
///
/// @param depth the first of three spatial axes, {@link Extent#ONE} for two
/// @param height the axis before the last
/// @param width the last spatial axis
/// @param channels number of channels
record Largest(Extent depth, Extent height, Extent width, int channels) {
    /// What is done with a window of one channel.
    interface Visit {
        /// Does it.
        ///
        /// @param to offset in bytes of the window's place in the pooled image
        /// @param from offset in bytes of its first largest element in the image
        void window(long to, long from);
    }

    /// Windows along one to three spatial axes.
    static Largest of(List<Extent> spatial, int channels) {
        int n = spatial.size();
        return new Largest(
                n > 2 ? spatial.get(n - 3) : Extent.ONE,
                n > 1 ? spatial.get(n - 2) : Extent.ONE,
                spatial.get(n - 1),
                channels);
    }

    /// Elements of an image.
    int inputs() {
        return depth.input() * height.input() * width.input() * channels;
    }

    /// Elements of a pooled image.
    int outputs() {
        return positions() * channels;
    }

    private int positions() {
        return depth.output() * height.output() * width.output();
    }

    /// Visits all windows of an image in row-major order.
    ///
    /// @param image its address
    void forEach(long image, Visit visit) {
        for (int position = 0; position < positions(); position++) {
            int[] window = {
                position / (width.output() * height.output()),
                position / width.output() % height.output(),
                position % width.output()
            };
            for (int c = 0; c < channels; c++) {
                visit.window(4L * (position * channels + c), first(image, window, c));
            }
        }
    }

    private long first(long image, int[] window, int channel) {
        long best = -1;
        for (int d = depth.first(window[0]); d < depth.end(window[0]); d++) {
            for (int h = height.first(window[1]); h < height.end(window[1]); h++) {
                int line = (d * height.input() + h) * width.input();
                best = inLine(image, 4L * (line * channels + channel), window[2], best);
            }
        }
        return best;
    }

    private long inLine(long image, long line, int window, long first) {
        long best = first;
        for (int w = width.first(window); w < width.end(window); w++) {
            long here = line + 4L * w * channels;
            if (best < 0 || isLarger(Memory.f32(image + here), Memory.f32(image + best))) {
                best = here;
            }
        }
        return best;
    }

    private static boolean isLarger(float candidate, float best) {
        return candidate > best || (Float.isNaN(candidate) && !Float.isNaN(best));
    }
}

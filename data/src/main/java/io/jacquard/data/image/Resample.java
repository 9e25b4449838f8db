package io.jacquard.data.image;

import io.jacquard.ir.Literal;

/// Separable resampling with a triangle filter that widens where a picture becomes smaller.
///
/// Source: Pillow, `Resample.c`, whose weights and order (first across, then down, each pass
/// rounded to bytes) are kept.
final class Resample {
    private final int[] first;
    private final float[][] weights;

    private Resample(int from, int to) {
        first = new int[to];
        weights = new float[to][];
        double scale = (double) from / to;
        double support = Math.max(scale, 1);
        for (int i = 0; i < to; i++) {
            double center = (i + 0.5) * scale;
            int low = Math.max(0, (int) (center - support + 0.5));
            int high = Math.min(from, (int) (center + support + 0.5));
            first[i] = low;
            weights[i] = weights(low, high, center, support);
        }
    }

    private static float[] weights(int low, int high, double center, double support) {
        double[] raw = new double[high - low];
        double sum = 0;
        for (int j = 0; j < raw.length; j++) {
            raw[j] = Math.max(0, 1 - Math.abs((j + low - center + 0.5) / support));
            sum += raw[j];
        }
        float[] made = new float[raw.length];
        for (int j = 0; j < raw.length; j++) {
            made[j] = (float) (raw[j] / sum);
        }
        return made;
    }

    /// A picture `u8[h, w, c]` in another size.
    static Literal bilinear(Literal picture, int height, int width) {
        int[] sizes = picture.type().shape().sizes();
        int[] pixels = picture.ints();
        int channels = sizes[2];
        // Across: lines are rows, neighbors are a pixel apart. Down: one line, neighbors a row
        // apart.
        int[] wide =
                sizes[1] == width
                        ? pixels
                        : new Resample(sizes[1], width).apply(pixels, sizes[0], sizes[1], channels);
        int[] made =
                sizes[0] == height
                        ? wide
                        : new Resample(sizes[0], height).apply(wide, 1, sizes[0], width * channels);
        byte[] bytes = new byte[made.length];
        for (int i = 0; i < made.length; i++) {
            bytes[i] = (byte) made[i];
        }
        return Literal.of(bytes, height, width, channels);
    }

    /// @param lines independent lines of samples
    /// @param from samples in each line
    /// @param width values in each sample, each for itself
    private int[] apply(int[] values, int lines, int from, int width) {
        int to = first.length;
        int[] made = new int[lines * to * width];
        for (int line = 0; line < lines; line++) {
            for (int i = 0; i < to; i++) {
                int target = (line * to + i) * width;
                int source = (line * from + first[i]) * width;
                for (int k = 0; k < width; k++) {
                    made[target + k] = sample(values, source + k, width, weights[i]);
                }
            }
        }
        return made;
    }

    private static int sample(int[] values, int from, int step, float[] weights) {
        float sum = 0;
        for (int j = 0; j < weights.length; j++) {
            sum += weights[j] * values[from + j * step];
        }
        return Math.clamp(Math.round(sum), 0, 255);
    }
}

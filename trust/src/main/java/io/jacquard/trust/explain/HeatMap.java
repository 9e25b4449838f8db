package io.jacquard.trust.explain;

import io.jacquard.ir.Literal;
import io.jacquard.ir.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/// A number for each pixel of a picture, to be looked at.
public final class HeatMap {
    private final int height;
    private final int width;
    private final double[] values;

    private HeatMap(int height, int width, double[] values) {
        this.height = height;
        this.width = width;
        this.values = values;
    }

    /// The largest absolute value over the channels: usual for gradients.
    ///
    /// @param values `[height, width]` or `[height, width, channels]`
    /// @throws ExplanationException if they have another rank
    public static HeatMap largest(Literal values) {
        return of(values, (a, b) -> Math.max(a, Math.abs(b)));
    }

    /// The sum over the channels, signed: usual for contributions such as integrated gradients.
    ///
    /// @param values `[height, width]` or `[height, width, channels]`
    /// @throws ExplanationException if they have another rank
    public static HeatMap sum(Literal values) {
        return of(values, Double::sum);
    }

    private static HeatMap of(Literal values, DoubleBinaryOperator join) {
        Shape s = values.type().shape();
        if (s.rank() != 2 && s.rank() != 3) {
            throw new ExplanationException(
                    "[heat map] the values are %s\n  expected [height, width] or"
                                    .formatted(values.type())
                            + " [height, width, channels]; reshape them");
        }
        int channels = s.rank() == 3 ? s.size(2) : 1;
        double[] joined = new double[s.size(0) * s.size(1)];
        for (int i = 0; i < joined.length; i++) {
            for (int c = 0; c < channels; c++) {
                joined[i] = join.applyAsDouble(joined[i], values.get(i * channels + c));
            }
        }
        return new HeatMap(s.size(0), s.size(1), joined);
    }

    /// Pixels from top to bottom.
    public int height() {
        return height;
    }

    /// Pixels from left to right.
    public int width() {
        return width;
    }

    /// The number of a pixel.
    public double at(int row, int column) {
        return values[row * width + column];
    }

    /// The size that counts as full color: 99 % of the pixels are below or at it, so that a few
    /// large ones do not darken the rest; at least the smallest positive double.
    double scale() {
        double[] sizes = Arrays.stream(values).map(Math::abs).sorted().toArray();
        if (sizes.length == 0) {
            return Double.MIN_NORMAL;
        }
        int index = (int) Math.ceil(0.99 * sizes.length) - 1;
        double chosen = sizes[index] > 0 ? sizes[index] : sizes[sizes.length - 1];
        return Math.max(chosen, Double.MIN_NORMAL);
    }

    boolean isSigned() {
        return IntStream.range(0, values.length).anyMatch(i -> values[i] < 0);
    }

    /// Writes a PNG of two panels: the picture, and the picture in gray with the map over it.
    ///
    /// Maps without negative numbers go from clear over red to yellow, others from blue (against)
    /// over clear to red (in favor). Small pictures are enlarged by a whole factor.
    ///
    /// @param file is replaced if it exists
    /// @param picture `[height, width]`, with 1 or 3 channels as a third axis if any; any range,
    ///   shown from its smallest to its largest element
    /// @throws ExplanationException if the picture does not fit the map
    /// @throws IOException if the file cannot be written
    public void write(Path file, Literal picture) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new Panels(this, picture).painted(), "png", bytes);
        Files.write(file, bytes.toByteArray());
    }
}

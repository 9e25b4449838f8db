package io.jacquard.trust.explain;

import io.jacquard.ir.Literal;
import io.jacquard.ir.Shape;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/// Paints a picture and, beside it, the picture under its heat map.
final class Panels {
    private static final int WANTED_SIZE = 280;
    private static final int GAP = 8;
    private static final int WHITE = 0xFFFFFF;

    private final HeatMap map;
    private final Literal picture;
    private final int channels;
    private final double least;
    private final double range;

    Panels(HeatMap map, Literal picture) {
        Shape s = picture.type().shape();
        int depth = s.rank() == 3 ? s.size(2) : 1;
        boolean fits =
                (s.rank() == 2 || s.rank() == 3)
                        && (depth == 1 || depth == 3)
                        && s.size(0) == map.height()
                        && s.size(1) == map.width();
        if (!fits) {
            throw new ExplanationException(
                    "[heat map] the picture is %s\n  expected [%d, %d] with no, 1 or 3 channels"
                            .formatted(picture.type(), map.height(), map.width()));
        }
        this.map = map;
        this.picture = picture;
        this.channels = depth;
        double[] values = picture.doubles();
        this.least = Arrays.stream(values).min().orElse(0);
        double most = Arrays.stream(values).max().orElse(1);
        this.range = most > least ? most - least : 1;
    }

    BufferedImage painted() {
        int zoom = Math.max(1, WANTED_SIZE / Math.max(map.height(), map.width()));
        int width = zoom * map.width();
        var image =
                new BufferedImage(2 * width + GAP, zoom * map.height(), BufferedImage.TYPE_INT_RGB);
        Colors colors = Colors.of(map);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < width; x++) {
                int row = y / zoom;
                int column = x / zoom;
                image.setRGB(x, y, shown(row, column));
                double heat = map.at(row, column);
                image.setRGB(x + width + GAP, y, colors.over(gray(row, column), heat));
            }
            for (int x = width; x < width + GAP; x++) {
                image.setRGB(x, y, WHITE);
            }
        }
        return image;
    }

    private int shown(int row, int column) {
        int red = level(row, column, 0);
        int green = level(row, column, channels / 2);
        int blue = level(row, column, channels - 1);
        return (red << 16) | (green << 8) | blue;
    }

    private int level(int row, int column, int channel) {
        double value = picture.get((row * map.width() + column) * channels + channel);
        return (int) Math.round(255 * (value - least) / range);
    }

    // Luma by Rec. 601, from 0 to 1.
    private double gray(int row, int column) {
        double red = level(row, column, 0);
        double green = level(row, column, channels / 2);
        double blue = level(row, column, channels - 1);
        return (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
    }
}

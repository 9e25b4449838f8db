package io.jacquard.recipe;

import io.jacquard.ir.Literal;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;

/// The pictures of a run, as PNG.
final class Charts {
    private static final int CELL = 44;
    private static final int MARGIN = 110;

    private Charts() {}

    /// Loss or another measure over the epochs, of the training and the validation data.
    ///
    /// @param epochs the epoch lines of the log
    /// @param key `loss` or a metric's name
    static byte[] curves(List<Map<String, Object>> epochs, String key) {
        XYChart chart =
                new XYChartBuilder()
                        .width(800)
                        .height(480)
                        .title(key + " by epoch")
                        .xAxisTitle("epoch")
                        .yAxisTitle(key)
                        .build();
        chart.getStyler().setLegendPosition(Styler.LegendPosition.InsideNE);
        for (String part : List.of("train", "validation")) {
            double[] x = epochs.stream().mapToDouble(e -> number(e.get("epoch"))).toArray();
            double[] y = epochs.stream().mapToDouble(e -> at(e, part, key)).toArray();
            if (y.length > 0 && java.util.Arrays.stream(y).noneMatch(Double::isNaN)) {
                chart.addSeries(part, x, y);
            }
        }
        return png(BitmapEncoder.getBufferedImage(chart));
    }

    private static double at(Map<String, Object> epoch, String part, String key) {
        return epoch.get(part) instanceof Map<?, ?> m ? number(m.get(key)) : Double.NaN;
    }

    private static double number(@org.jspecify.annotations.Nullable Object o) {
        return o instanceof Number n ? n.doubleValue() : Double.NaN;
    }

    /// A confusion matrix: rows the truth, columns what the model said.
    static byte[] confusion(Literal matrix, List<String> labels) {
        int n = matrix.type().shape().size(0);
        int side = MARGIN + n * CELL + 20;
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, side, side);
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        for (int row = 0; row < n; row++) {
            g.setColor(Color.BLACK);
            g.drawString(label(labels, row), 8, MARGIN + row * CELL + CELL / 2 + 4);
            g.drawString(label(labels, row), MARGIN + row * CELL + 4, MARGIN - 10);
            double total = 0;
            for (int column = 0; column < n; column++) {
                total += matrix.get(row * n + column);
            }
            for (int column = 0; column < n; column++) {
                cell(g, row, column, matrix.get(row * n + column), Math.max(1, total));
            }
        }
        g.setColor(Color.BLACK);
        g.drawString("true \\ said", 8, MARGIN - 10);
        g.dispose();
        return png(image);
    }

    private static String label(List<String> labels, int i) {
        String l = i < labels.size() ? labels.get(i) : Integer.toString(i);
        return l.length() > 14 ? l.substring(0, 13) + "…" : l;
    }

    private static void cell(Graphics2D g, int row, int column, double count, double total) {
        float share = (float) (count / total);
        int x = MARGIN + column * CELL;
        int y = MARGIN + row * CELL;
        g.setColor(Color.getHSBColor(row == column ? 0.58f : 0.03f, Math.min(1, share * 1.2f), 1));
        g.fillRect(x, y, CELL - 1, CELL - 1);
        g.setColor(Color.BLACK);
        if (count > 0) {
            g.drawString(Long.toString((long) count), x + 6, y + CELL / 2 + 4);
        }
    }

    private static byte[] png(BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new IllegalStateException("a picture in memory cannot be written", e);
        }
        return out.toByteArray();
    }
}

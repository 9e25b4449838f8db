package io.jacquard.cli;

import io.jacquard.runtime.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The items of a step as bars, as an SVG picture: as long as their times, colored by their kinds,
/// with a black mark at the time in which the machine could do them.
final class ProfileChart {
    private static final int MOST_BARS = 60;
    private static final int LEFT = 520;
    private static final int WIDTH = 620;
    private static final int LINE = 20;
    private static final int TOP = 96;
    private static final String OTHER = "#8c8c8c";
    private static final Map<String, String> COLORS =
            Map.of(
                    "matmul", "#2f6fb2",
                    "convolution", "#58a3d9",
                    "pool", "#3aa387",
                    "kernel", "#e0873a",
                    "together", "#7a6a4f",
                    "copy", "#c9b23a",
                    "attention", "#c2185b",
                    "indexing", "#9a6fb8",
                    "control", "#b8546c",
                    "interpreter", "#c0392b");

    private final String title;
    private final StepProfile profile;
    private final Ceiling ceiling;
    private final StringBuilder svg = new StringBuilder();

    ProfileChart(String title, StepProfile profile, Ceiling ceiling) {
        this.title = title;
        this.profile = profile;
        this.ceiling = ceiling;
    }

    /// The picture's text.
    String svg() {
        List<StepProfile.Row> bars = new ArrayList<>(profile.longestFirst());
        int hidden = Math.max(0, bars.size() - MOST_BARS);
        bars = bars.subList(0, bars.size() - hidden);
        int height = TOP + LINE * (bars.size() + 2);
        svg.append(
                """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" font-family="sans-serif" font-size="12">
                <rect width="%1$d" height="%2$d" fill="white"/>
                """
                        .formatted(LEFT + WIDTH + 200, height));
        text(16, 26, "start", "font-size=\"16\"", title);
        text(
                16,
                46,
                "start",
                "",
                "a step %.1f us, its items %.1f us, the machine's limit %.1f us (black marks: limit of an item)"
                        .formatted(profile.whole(), profile.parts(), profile.least(ceiling)));
        legend();
        double scale = WIDTH / Math.max(1e-9, bars.getFirst().micros());
        for (int i = 0; i < bars.size(); i++) {
            bar(bars.get(i), TOP + i * LINE, scale);
        }
        if (hidden > 0) {
            text(LEFT, TOP + LINE * bars.size() + 14, "start", "", hidden + " shorter items");
        }
        return svg.append("</svg>\n").toString();
    }

    private void legend() {
        int x = 16;
        for (Map.Entry<String, Double> kind : profile.kinds().entrySet()) {
            String label =
                    "%s %.1f %%".formatted(kind.getKey(), 100 * kind.getValue() / profile.parts());
            box(x, 62, 12, 12, color(kind.getKey()));
            text(x + 17, 73, "start", "", label);
            x += 40 + 7 * label.length();
        }
    }

    private void bar(StepProfile.Row row, int y, double scale) {
        Profile.Item item = row.item();
        String where = item.source().isEmpty() ? "" : "  (" + item.source() + ")";
        text(
                LEFT - 8,
                y + 14,
                "end",
                "",
                ProfileTable.cut(row.number() + ": " + item.name() + where, 76));
        box(LEFT, y + 2, scale * row.micros(), LINE - 5, color(item.kind()));
        double least = ceiling.leastMicros(item.cost());
        if (least > 0 && least <= row.micros()) {
            box(LEFT + scale * least - 1, y + 2, 2, LINE - 5, "black");
        }
        text(
                LEFT + scale * row.micros() + 6,
                y + 14,
                "start",
                "fill=\"#444\"",
                "%.1f us, %.0f %% of the roof".formatted(row.micros(), 100 * least / row.micros()));
    }

    private static String color(String kind) {
        return COLORS.getOrDefault(kind, OTHER);
    }

    private void box(double x, double y, double width, double height, String fill) {
        svg.append(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>%n"
                        .formatted(x, y, width, height, fill));
    }

    private void text(double x, double y, String anchor, String more, String words) {
        svg.append(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" %s>%s</text>%n"
                        .formatted(x, y, anchor, more, escaped(words)));
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}

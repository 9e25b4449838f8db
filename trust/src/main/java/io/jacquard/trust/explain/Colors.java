package io.jacquard.trust.explain;

/// Lays the color of a number over a gray.
///
/// @param scale the size that gives full color
/// @param signed true to color negative numbers blue and positive ones red, false to go from red to
///   yellow
record Colors(double scale, boolean signed) {
    private static final double[] RED = {0.86, 0.08, 0.10};
    private static final double[] BLUE = {0.10, 0.30, 0.90};
    private static final double[] YELLOW = {1.00, 0.92, 0.20};
    // Part of the picture's light under the map.
    private static final double DIMMED = 0.6;

    static Colors of(HeatMap map) {
        return new Colors(map.scale(), map.isSigned());
    }

    /// The color, as 0xRRGGBB.
    ///
    /// @param gray the light underneath, 0 to 1
    /// @param heat the number
    int over(double gray, double heat) {
        double size = Math.min(Math.abs(heat) / scale, 1);
        double[] color = color(heat, size);
        int rgb = 0;
        for (int i = 0; i < 3; i++) {
            double light = (1 - size) * DIMMED * gray + size * color[i];
            rgb = (rgb << 8) | (int) Math.round(255 * light);
        }
        return rgb;
    }

    private double[] color(double heat, double size) {
        if (signed) {
            return heat < 0 ? BLUE : RED;
        }
        double[] mixed = new double[3];
        for (int i = 0; i < 3; i++) {
            mixed[i] = RED[i] + size * (YELLOW[i] - RED[i]);
        }
        return mixed;
    }
}

package io.jacquard.data.table;

/// Quantiles of numbers, interpolated linearly between neighbors.
///
/// Source: Hyndman, Fan, *Sample Quantiles in Statistical Packages*, 1996, definition 7, which
/// NumPy uses by default.
final class Quantiles {
    private Quantiles() {}

    /// A quantile.
    ///
    /// @param sorted one number or more in ascending order
    /// @param share 0 (the least) to 1 (the greatest)
    static double of(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}

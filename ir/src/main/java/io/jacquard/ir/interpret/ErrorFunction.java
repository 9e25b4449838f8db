package io.jacquard.ir.interpret;

/// The error function in f64, to a few units in the last place.
///
/// Source: Abramowitz, Stegun, *Handbook of Mathematical Functions*, 1964: equation 7.1.6 below
/// {@value #SPLIT}, the continued fraction 7.1.14 above.
final class ErrorFunction {
    private static final double SPLIT = 3;
    private static final double SQRT_PI = Math.sqrt(Math.PI);

    private ErrorFunction() {}

    static double erf(double x) {
        double size = Math.abs(x);
        if (Double.isNaN(x) || x == 0) {
            return x;
        }
        double value = size < SPLIT ? series(size) : 1 - complement(size);
        return Math.copySign(value, x);
    }

    // All terms are positive, so nothing cancels.
    private static double series(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; sum + term != sum; n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / SQRT_PI * StrictMath.exp(-x * x) * sum;
    }

    private static double complement(double x) {
        double fraction = x;
        for (int n = 60; n >= 1; n--) {
            fraction = x + n / 2.0 / fraction;
        }
        return StrictMath.exp(-x * x) / (SQRT_PI * fraction);
    }
}

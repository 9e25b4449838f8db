package io.jacquard.data;

import io.jacquard.ir.Literal;

/// Mean, spread and range of each element of a column over all examples.
///
/// Sums are of differences to the first example, so that numbers far from 0 lose nothing.
///
/// Source: Chan, Golub, LeVeque, *Algorithms for Computing the Sample Variance*, 1983, section 3
/// (shifted data).
final class Moments {
    private final double[] origin;
    private final double[] sum;
    private final double[] squares;
    private final double[] least;
    private final double[] greatest;
    private final long count;

    private Moments(double[] origin, long count) {
        this.origin = origin;
        this.count = count;
        this.sum = new double[origin.length];
        this.squares = new double[origin.length];
        this.least = origin.clone();
        this.greatest = origin.clone();
    }

    static Moments of(Dataset set, String column) {
        if (set.size() == 0) {
            throw new DataException(
                    "column %s: nothing can be fitted on a set without examples".formatted(column));
        }
        Dataset ordered = set.inOrder();
        Moments made = new Moments(ordered.take(1).column(column).doubles(), set.size());
        int index = set.schema().index(column);
        try (Batches batches = ordered.batch(64).batches(0)) {
            while (batches.hasNext()) {
                made.add(batches.next().arrays().get(index));
            }
        }
        return made;
    }

    private void add(Literal values) {
        int examples = values.type().shape().size(0);
        for (int e = 0; e < examples; e++) {
            for (int i = 0; i < origin.length; i++) {
                double x = values.get(e * origin.length + i);
                double d = x - origin[i];
                sum[i] += d;
                squares[i] += d * d;
                least[i] = Math.min(least[i], x);
                greatest[i] = Math.max(greatest[i], x);
            }
        }
    }

    /// The same over all elements of a channel.
    Moments perChannel(int channels) {
        double[] first = java.util.Arrays.copyOf(origin, channels);
        long pooled = count * (origin.length / channels);
        Moments made = new Moments(first, pooled);
        for (int i = 0; i < origin.length; i++) {
            int c = i % channels;
            double d = origin[i] - first[c];
            made.sum[c] += sum[i] + count * d;
            made.squares[c] += squares[i] + 2 * d * sum[i] + count * d * d;
            made.least[c] = Math.min(made.least[c], least[i]);
            made.greatest[c] = Math.max(made.greatest[c], greatest[i]);
        }
        return made;
    }

    double[] means() {
        double[] made = new double[origin.length];
        for (int i = 0; i < made.length; i++) {
            made[i] = origin[i] + sum[i] / count;
        }
        return made;
    }

    /// Standard deviations of the population; 1 where the values are equal up to rounding, by
    /// scikit-learn's bound.
    double[] deviations() {
        double[] means = means();
        double[] made = new double[origin.length];
        for (int i = 0; i < made.length; i++) {
            double shifted = sum[i] / count;
            double variance = Math.max(0, squares[i] / count - shifted * shifted);
            double noise = count * means[i] * Math.ulp(1.0);
            boolean constant = variance <= count * Math.ulp(1.0) * variance + noise * noise;
            made[i] = constant ? 1 : Math.sqrt(variance);
        }
        return made;
    }

    double[] least() {
        return least;
    }

    double[] greatest() {
        return greatest;
    }
}

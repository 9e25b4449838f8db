package io.jacquard.train.metric;

import io.jacquard.ir.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// What a confusion matrix says.
///
/// @param accuracy share of examples taken for their class, 0 to 1
/// @param classes the scores of each class
public record Scores(double accuracy, List<Of> classes) {
    /// The scores of one class, each 0 to 1; 0 where nothing was to be counted.
    ///
    /// @param examples number of examples of the class
    /// @param precision share of those taken for the class that are of it
    /// @param recall share of the class that was taken for it
    /// @param f1 harmonic mean of the two
    public record Of(long examples, double precision, double recall, double f1) {}

    /// A copy of the list is kept.
    public Scores {
        classes = List.copyOf(classes);
    }

    /// The scores in a confusion matrix, `[classes, classes]`, rows the truth.
    public static Scores of(Literal matrix) {
        int n = matrix.type().shape().size(0);
        double right = 0;
        double all = 0;
        List<Of> classes = new ArrayList<>();
        for (int c = 0; c < n; c++) {
            double truth = 0;
            double taken = 0;
            for (int k = 0; k < n; k++) {
                truth += matrix.get(c * n + k);
                taken += matrix.get(k * n + c);
            }
            double hits = matrix.get(c * n + c);
            right += hits;
            all += truth;
            classes.add(
                    new Of(
                            (long) truth,
                            share(hits, taken),
                            share(hits, truth),
                            share(2 * hits, taken + truth)));
        }
        return new Scores(share(right, all), classes);
    }

    private static double share(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }

    /// The mean of a score over the classes, each counting the same.
    public double mean(ToDoubleFunction<Of> score) {
        return classes.stream().mapToDouble(score).average().orElse(0);
    }
}

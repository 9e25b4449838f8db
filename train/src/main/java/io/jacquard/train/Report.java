package io.jacquard.train;

import io.jacquard.ir.Literal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an evaluation found.
///
/// @param loss mean loss an example, penalties not included
/// @param metrics the metrics' results by name, in order
/// @param sums what each metric added up, by the metric's name, for example its confusion matrix
public record Report(double loss, Map<String, Double> metrics, Map<String, List<Literal>> sums) {
    /// Keeps the order of the metrics.
    public Report {
        metrics = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        sums = Map.copyOf(sums);
    }

    /// A metric's result.
    ///
    /// @throws IllegalArgumentException if it was not measured
    public double metric(String name) {
        Double d = metrics.get(name);
        if (d == null) {
            throw new IllegalArgumentException(
                    "no metric '%s'; measured were %s".formatted(name, metrics.keySet()));
        }
        return d;
    }

    /// For example `loss 0.0712, accuracy 0.9781`.
    @Override
    public String toString() {
        StringBuilder s = new StringBuilder("loss %.4f".formatted(loss));
        metrics.forEach((k, v) -> s.append(", %s %.4f".formatted(k, v)));
        return s.toString();
    }
}

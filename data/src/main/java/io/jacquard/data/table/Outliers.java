package io.jacquard.data.table;

import io.jacquard.data.DataException;
import io.jacquard.data.Fields;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Bounds of numeric columns, fitted on the training part; what lies outside is an outlier.
///
/// As a step it clips. Missing values are no outliers.
public final class Outliers implements TableStep {
    static final String KIND = "outliers";

    private final Map<String, Bounds> bounds;

    /// The least and the greatest number that is no outlier.
    ///
    /// @param low the least
    /// @param high the greatest
    public record Bounds(double low, double high) {
        boolean hold(double value) {
            return Double.isNaN(value) || (value >= low && value <= high);
        }
    }

    private Outliers(Map<String, Bounds> bounds) {
        this.bounds = bounds;
    }

    /// Bounds at a number of standard deviations (of the population) from the mean.
    ///
    /// @param limit how many, more than 0; 3 is usual
    /// @param columns numeric columns
    public static Outliers zScore(Table train, double limit, String... columns) {
        Map<String, Bounds> made = new LinkedHashMap<>();
        for (String name : columns) {
            double[] values = values(train, limit, name);
            double mean = Arrays.stream(values).average().orElseThrow();
            double variance =
                    Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
            double reach = limit * Math.sqrt(variance);
            made.put(name, new Bounds(mean - reach, mean + reach));
        }
        return new Outliers(made);
    }

    /// Bounds at a number of interquartile ranges below the first and above the third quartile.
    ///
    /// Source: Tukey, *Exploratory Data Analysis*, 1977, section 2C.
    ///
    /// @param limit how many, more than 0; 1.5 is usual
    /// @param columns numeric columns
    public static Outliers interquartile(Table train, double limit, String... columns) {
        Map<String, Bounds> made = new LinkedHashMap<>();
        for (String name : columns) {
            double[] values = values(train, limit, name);
            double first = Quantiles.of(values, 0.25);
            double third = Quantiles.of(values, 0.75);
            double reach = limit * (third - first);
            made.put(name, new Bounds(first - reach, third + reach));
        }
        return new Outliers(made);
    }

    private static double[] values(Table train, double limit, String name) {
        if (!(limit > 0)) {
            throw new DataException("the limit of outliers must be more than 0, found " + limit);
        }
        double[] sorted = train.numeric(name).sorted();
        if (sorted.length == 0) {
            throw new DataException(
                    "column %s has no values in the training part; leave it out".formatted(name));
        }
        return sorted;
    }

    static Outliers stored(Fields fields) {
        List<String> columns = fields.texts("columns");
        double[] low = fields.numbers("low");
        double[] high = fields.numbers("high");
        Map<String, Bounds> made = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            made.put(columns.get(i), new Bounds(low[i], high[i]));
        }
        return new Outliers(made);
    }

    /// The bounds of a column.
    ///
    /// @throws DataException if it was not fitted
    public Bounds bounds(String column) {
        Bounds found = bounds.get(column);
        if (found == null) {
            throw new DataException(
                    "no bounds for column '%s'; there are %s".formatted(column, bounds.keySet()));
        }
        return found;
    }

    /// The table without the rows that have an outlier.
    public Table drop(Table table) {
        return table.rowsWhere(row ->
                bounds.entrySet().stream()
                        .allMatch(b -> b.getValue().hold(table.numeric(b.getKey()).value(row))));
    }

    /// The table with each outlier brought to the nearest bound.
    @Override
    public Table apply(Table table) {
        Table clipped = table;
        for (var each : bounds.entrySet()) {
            Bounds b = each.getValue();
            double[] values =
                    Arrays.stream(table.numeric(each.getKey()).values())
                            .map(v -> b.hold(v) ? v : v < b.low() ? b.low() : b.high())
                            .toArray();
            clipped = clipped.with(NumericColumn.of(each.getKey(), values));
        }
        return clipped;
    }

    @Override
    public Map<String, Object> fields() {
        return Map.of(
                "kind",
                KIND,
                "columns",
                List.copyOf(bounds.keySet()),
                "low",
                bounds.values().stream().map(Bounds::low).toList(),
                "high",
                bounds.values().stream().map(Bounds::high).toList());
    }
}

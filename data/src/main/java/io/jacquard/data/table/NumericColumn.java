package io.jacquard.data.table;

import java.util.Arrays;

/// A column of numbers. NaN is a missing value.
public final class NumericColumn implements TableColumn {
    private final String name;
    private final double[] values;

    private NumericColumn(String name, double[] values) {
        this.name = name;
        this.values = values;
    }

    /// A column of those numbers.
    ///
    /// @param values one a row; NaN where it is missing
    public static NumericColumn of(String name, double... values) {
        return new NumericColumn(name, values.clone());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int rows() {
        return values.length;
    }

    /// A row's number, NaN if it is missing.
    ///
    /// @param row position from 0
    public double value(int row) {
        return values[row];
    }

    /// All numbers, NaN where they are missing; a copy.
    public double[] values() {
        return values.clone();
    }

    /// The numbers that are not missing, in ascending order.
    double[] sorted() {
        return Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    }

    @Override
    public boolean isMissing(int row) {
        return Double.isNaN(values[row]);
    }

    /// A row's number without needless digits, `3` for 3.0; empty if it is missing.
    @Override
    public String text(int row) {
        double value = values[row];
        if (Double.isNaN(value)) {
            return "";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    @Override
    public NumericColumn select(int... rows) {
        return new NumericColumn(name, Arrays.stream(rows).mapToDouble(r -> values[r]).toArray());
    }

    /// For example `age (numbers, 177 missing)`.
    @Override
    public String toString() {
        return missing() == 0
                ? name + " (numbers)"
                : "%s (numbers, %d missing)".formatted(name, missing());
    }
}

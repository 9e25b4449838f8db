package io.jacquard.data;

import java.util.Map;

/// Brings numbers to a range, 0 to 1 by default.
///
/// `y = (x - min) / (max - min)`, min and max of each element of an example over the training part;
/// where all values are equal, `max - min` is taken as 1. Numbers outside the training part's range
/// come out outside the target range.
///
/// Source: scikit-learn 1.9, `MinMaxScaler`.
public final class MinMaxScaler extends Affine implements Preprocessing {
    static final String KIND = "minmax";

    private MinMaxScaler(String column, double[] shift, double[] divisor) {
        super(column, shift, divisor);
    }

    /// A scaler to 0 to 1 for each element of the column `features`.
    ///
    /// @param train the training part, one example or more; no other part may be used
    public static MinMaxScaler fit(Dataset train) {
        return fit(train, Column.FEATURES, 0, 1);
    }

    /// A scaler to a range for each element of a column.
    ///
    /// @param train the training part, one example or more; no other part may be used
    /// @param low where the least value goes
    /// @param high where the greatest value goes, more than `low`
    public static MinMaxScaler fit(Dataset train, String column, double low, double high) {
        if (!(low < high)) {
            throw new DataException(
                    "column %s: the range must go upwards, found %s to %s"
                            .formatted(column, low, high));
        }
        Moments moments = Moments.of(train, column);
        double[] shift = moments.least().clone();
        double[] divisor = new double[shift.length];
        for (int i = 0; i < shift.length; i++) {
            double range = moments.greatest()[i] - shift[i];
            divisor[i] = (range == 0 ? 1 : range) / (high - low);
            shift[i] -= low * divisor[i];
        }
        return new MinMaxScaler(column, shift, divisor);
    }

    static MinMaxScaler stored(Fields fields) {
        return new MinMaxScaler(
                fields.text("column"), fields.numbers("shift"), fields.numbers("divisor"));
    }

    @Override
    public Map<String, Object> fields() {
        return Map.of(
                "kind",
                KIND,
                "column",
                column(),
                "shift",
                list(shift()),
                "divisor",
                list(divisor()));
    }
}

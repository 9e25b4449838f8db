package io.jacquard.data;

import java.util.Map;

/// Brings numbers to mean 0 and variance 1.
///
/// `y = (x - mean) / deviation`, mean and deviation of each element of an example, or of each
/// channel, over the training part. The deviation is that of the population (divided by n); where
/// all values are equal it is taken as 1.
///
/// Source: scikit-learn 1.9, `StandardScaler`, whose values these are.
public final class StandardScaler extends Affine implements Preprocessing {
    static final String KIND = "standard";

    private StandardScaler(String column, double[] mean, double[] deviation) {
        super(column, mean, deviation);
    }

    /// A scaler of known values, such as those that a pretrained model asks for.
    ///
    /// @param mean one for each element of an example, for each channel, or one for all
    /// @param deviation as many, each greater than 0
    public static StandardScaler of(String column, double[] mean, double[] deviation) {
        for (double each : deviation) {
            if (!(each > 0)) {
                throw new DataException(
                        "column %s: a deviation must be greater than 0, found %s"
                                .formatted(column, each));
            }
        }
        return new StandardScaler(column, mean, deviation);
    }

    /// A scaler for each element of the column `features`.
    ///
    /// @param train the training part, one example or more; no other part may be used
    public static StandardScaler fit(Dataset train) {
        return fit(train, Column.FEATURES);
    }

    /// A scaler for each element of a column.
    ///
    /// @param train the training part, one example or more; no other part may be used
    public static StandardScaler fit(Dataset train, String column) {
        return fitted(column, Moments.of(train, column));
    }

    /// A scaler for each channel (index along the last axis) of a column.
    ///
    /// @param train the training part, one example or more; no other part may be used
    public static StandardScaler fitChannels(Dataset train, String column) {
        int channels = train.schema().column(column).type().shape().size(-1);
        return fitted(column, Moments.of(train, column).perChannel(channels));
    }

    private static StandardScaler fitted(String column, Moments moments) {
        return new StandardScaler(column, moments.means(), moments.deviations());
    }

    static StandardScaler stored(Fields fields) {
        return of(fields.text("column"), fields.numbers("mean"), fields.numbers("deviation"));
    }

    /// The means; a copy.
    public double[] mean() {
        return shift();
    }

    /// The standard deviations, 1 where all values are equal; a copy.
    public double[] deviation() {
        return divisor();
    }

    @Override
    public Map<String, Object> fields() {
        return Map.of(
                "kind",
                KIND,
                "column",
                column(),
                "mean",
                list(shift()),
                "deviation",
                list(divisor()));
    }
}

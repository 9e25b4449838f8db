package io.jacquard.data;

import java.util.Map;

/// Divides each number by a constant, such as pixels by 255.
public final class Scale extends Affine implements Preprocessing {
    static final String KIND = "scale";

    private Scale(String column, double divisor) {
        if (!Double.isFinite(divisor) || divisor == 0) {
            throw new DataException(
                    "column %s: the divisor must be a number other than 0, found %s"
                            .formatted(column, divisor));
        }
        super(column, new double[1], new double[] {divisor});
    }

    /// Divides the column `features`.
    ///
    /// @param divisor not 0
    public static Scale by(double divisor) {
        return new Scale(Column.FEATURES, divisor);
    }

    /// Divides a column.
    ///
    /// @param divisor not 0
    public static Scale by(String column, double divisor) {
        return new Scale(column, divisor);
    }

    static Scale stored(Fields fields) {
        return new Scale(fields.text("column"), fields.number("divisor"));
    }

    @Override
    public Map<String, Object> fields() {
        return Map.of("kind", KIND, "column", column(), "divisor", divisor()[0]);
    }
}

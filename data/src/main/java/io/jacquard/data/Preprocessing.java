package io.jacquard.data;

import io.jacquard.ir.Literal;
import java.util.Map;

/// A change of numbers that belongs to the model: fitted on the training part, stored with the
/// model, and applied in the same way when the model is used.
///
/// `y = (x - shift) / divisor` with one shift and divisor for all elements, for each channel, or
/// for each element. The result is f32; it is computed in f32, or in f64 where `x` is f64 or an
/// integer of more than 8 bits.
public sealed interface Preprocessing extends Transform
        permits Scale, StandardScaler, MinMaxScaler {
    /// The column that is changed.
    String column();

    @Override
    default boolean changes(String column) {
        return column.equals(column());
    }

    /// The values of several examples, changed.
    ///
    /// @param values `dtype[examples, ...]`
    /// @return `f32[examples, ...]`
    /// @throws DataException if an example has not the elements this was fitted on
    Literal apply(Literal values);

    /// What is to be stored, ready for JSON: `kind`, `column` and the fitted numbers.
    Map<String, Object> fields();

    /// The step that was stored.
    ///
    /// @param stored what {@link #fields()} gave, numbers of any type
    /// @throws DataException if something is missing or of a wrong type
    static Preprocessing of(Map<String, ?> stored) {
        Fields fields = new Fields(stored);
        return switch (fields.text("kind")) {
            case Scale.KIND -> Scale.stored(fields);
            case StandardScaler.KIND -> StandardScaler.stored(fields);
            case MinMaxScaler.KIND -> MinMaxScaler.stored(fields);
            default ->
                    throw new DataException(
                            "no preprocessing is called '%s'; there are %s, %s and %s"
                                    .formatted(
                                            fields.text("kind"),
                                            Scale.KIND,
                                            StandardScaler.KIND,
                                            MinMaxScaler.KIND));
        };
    }
}

package io.jacquard.data.table;

import io.jacquard.data.DataException;
import io.jacquard.data.Fields;
import java.util.Map;

/// A change of a table that was fitted on the training part and is applied to other parts, and to
/// rows to be predicted, in the same way.
public sealed interface TableStep permits Imputer, Outliers, OneHot, LabelEncoder {
    /// The changed table, with the same rows.
    ///
    /// @throws DataException if the table has not the columns and values this was fitted on
    Table apply(Table table);

    /// What is to be stored, ready for JSON: `kind` and what was fitted.
    Map<String, Object> fields();

    /// The step that was stored.
    ///
    /// @param stored what {@link #fields()} gave, numbers of any type
    /// @throws DataException if something is missing or of a wrong type
    static TableStep of(Map<String, ?> stored) {
        Fields fields = new Fields(stored);
        return switch (fields.text("kind")) {
            case Imputer.KIND -> Imputer.stored(fields);
            case Outliers.KIND -> Outliers.stored(fields);
            case OneHot.KIND -> OneHot.stored(fields);
            case LabelEncoder.KIND -> LabelEncoder.stored(fields);
            default ->
                    throw new DataException(
                            "no step of a table is called '%s'".formatted(fields.text("kind")));
        };
    }
}

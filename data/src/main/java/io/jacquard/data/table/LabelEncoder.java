package io.jacquard.data.table;

import io.jacquard.data.Fields;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Puts numbers from 0 in the place of the categories of a column, in the order of the training
/// part's categories. A category that the training part had not, and a missing value, are errors.
public final class LabelEncoder implements TableStep {
    static final String KIND = "label";

    private final String column;
    private final List<String> classes;

    private LabelEncoder(String column, List<String> classes) {
        this.column = column;
        this.classes = classes;
    }

    /// The encoding of the categories that the training part has.
    ///
    /// @param column a categorical column
    public static LabelEncoder fit(Table train, String column) {
        return new LabelEncoder(column, train.categorical(column).levels());
    }

    static LabelEncoder stored(Fields fields) {
        return new LabelEncoder(fields.text("column"), fields.texts("classes"));
    }

    /// The categories in the order of their numbers.
    public List<String> classes() {
        return classes;
    }

    @Override
    public Table apply(Table table) {
        int[] codes = OneHot.codes(table.categorical(column), classes);
        double[] values = Arrays.stream(codes).asDoubleStream().toArray();
        return table.with(NumericColumn.of(column, values));
    }

    @Override
    public Map<String, Object> fields() {
        return Map.of("kind", KIND, "column", column, "classes", classes);
    }
}

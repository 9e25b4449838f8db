package io.jacquard.data.table;

import io.jacquard.data.DataException;
import io.jacquard.data.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Puts a numeric column of 0 and 1 for each category in the place of a categorical column.
///
/// The column of `color` and category `red` is called `color=red`. A category that the training
/// part had not, and a missing value, are errors.
public final class OneHot implements TableStep {
    static final String KIND = "onehot";

    private final Map<String, List<String>> levels;

    private OneHot(Map<String, List<String>> levels) {
        this.levels = levels;
    }

    /// The encoding of the categories that the training part has.
    ///
    /// @param columns categorical columns
    public static OneHot fit(Table train, String... columns) {
        Map<String, List<String>> levels = new LinkedHashMap<>();
        for (String name : columns) {
            levels.put(name, train.categorical(name).levels());
        }
        return new OneHot(levels);
    }

    static OneHot stored(Fields fields) {
        List<String> columns = fields.texts("columns");
        List<List<String>> texts = fields.textLists("levels");
        Map<String, List<String>> levels = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            levels.put(columns.get(i), texts.get(i));
        }
        return new OneHot(levels);
    }

    @Override
    public Table apply(Table table) {
        levels.keySet().forEach(table::categorical);
        List<TableColumn> made = new ArrayList<>();
        for (TableColumn column : table.columns()) {
            List<String> known = levels.get(column.name());
            if (known == null || !(column instanceof CategoricalColumn categories)) {
                made.add(column);
            } else {
                encode(categories, known, made);
            }
        }
        return Table.of(made);
    }

    private static void encode(CategoricalColumn column, List<String> known, List<TableColumn> to) {
        int[] codes = codes(column, known);
        for (int level = 0; level < known.size(); level++) {
            double[] values = new double[codes.length];
            for (int row = 0; row < codes.length; row++) {
                values[row] = codes[row] == level ? 1 : 0;
            }
            to.add(NumericColumn.of(column.name() + "=" + known.get(level), values));
        }
    }

    /// The position of each row's text among known levels.
    static int[] codes(CategoricalColumn column, List<String> known) {
        int[] own = column.levels().stream().mapToInt(known::indexOf).toArray();
        int[] codes = new int[column.rows()];
        for (int row = 0; row < codes.length; row++) {
            if (column.isMissing(row)) {
                throw DataException.of(
                        "column " + column.name(),
                        "row %d (counted from 0) misses its value".formatted(row),
                        "expected one of %s, found nothing".formatted(known),
                        "fill missing values with an Imputer before");
            }
            codes[row] = own[column.code(row)];
            if (codes[row] < 0) {
                throw CategoricalColumn.unknown(column.name(), row, column.text(row), known);
            }
        }
        return codes;
    }

    @Override
    public Map<String, Object> fields() {
        return Map.of(
                "kind",
                KIND,
                "columns",
                List.copyOf(levels.keySet()),
                "levels",
                List.copyOf(levels.values()));
    }
}

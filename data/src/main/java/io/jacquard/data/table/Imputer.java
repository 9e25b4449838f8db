package io.jacquard.data.table;

import io.jacquard.data.DataException;
import io.jacquard.data.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Fills missing values with one value a column, fitted on the training part.
///
/// Source: scikit-learn 1.9, `SimpleImputer`, whose strategies these are.
public final class Imputer implements TableStep {
    static final String KIND = "impute";

    private final Map<String, Double> numbers;
    private final Map<String, String> texts;

    private Imputer(Map<String, Double> numbers, Map<String, String> texts) {
        this.numbers = numbers;
        this.texts = texts;
    }

    /// Fills with the mean of the values that are there.
    ///
    /// @param columns numeric columns
    public static Imputer mean(Table train, String... columns) {
        return numbers(
                train,
                columns,
                v -> IntStream.range(0, v.length).mapToDouble(i -> v[i]).average().orElseThrow());
    }

    /// Fills with the median of the values that are there.
    ///
    /// @param columns numeric columns
    public static Imputer median(Table train, String... columns) {
        return numbers(train, columns, v -> Quantiles.of(v, 0.5));
    }

    /// Fills with the value that is there most often; the least one of several.
    ///
    /// @param columns numeric or categorical columns
    public static Imputer mostFrequent(Table train, String... columns) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        Map<String, String> texts = new LinkedHashMap<>();
        for (String name : columns) {
            switch (train.column(name)) {
                case NumericColumn n -> numbers.put(name, mostFrequent(present(n)));
                case CategoricalColumn c -> texts.put(name, mostFrequent(c));
            }
        }
        return new Imputer(numbers, texts);
    }

    /// Fills with a number.
    ///
    /// @param columns numeric columns
    public static Imputer constant(double value, String... columns) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        for (String name : columns) {
            numbers.put(name, value);
        }
        return new Imputer(numbers, Map.of());
    }

    /// Fills with a text, which may be a category of its own such as `unknown`.
    ///
    /// @param columns categorical columns
    public static Imputer constant(String value, String... columns) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String name : columns) {
            texts.put(name, value);
        }
        return new Imputer(Map.of(), texts);
    }

    private static Imputer numbers(
            Table train, String[] columns, Function<double[], Double> statistic) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        for (String name : columns) {
            numbers.put(name, statistic.apply(present(train.numeric(name))));
        }
        return new Imputer(numbers, Map.of());
    }

    private static double[] present(NumericColumn column) {
        double[] sorted = column.sorted();
        if (sorted.length == 0) {
            throw nothing(column);
        }
        return sorted;
    }

    private static DataException nothing(TableColumn column) {
        return DataException.of(
                "column " + column.name(),
                "nothing can be learned about its missing values",
                "expected one value or more in the training part, found none",
                "drop the column, or fill it with a constant");
    }

    private static double mostFrequent(double[] sorted) {
        int best = 0;
        int bestCount = 0;
        int from = 0;
        for (int i = 1; i <= sorted.length; i++) {
            if (i == sorted.length || sorted[i] != sorted[from]) {
                if (i - from > bestCount) {
                    best = from;
                    bestCount = i - from;
                }
                from = i;
            }
        }
        return sorted[best];
    }

    private static String mostFrequent(CategoricalColumn column) {
        int[] counts = new int[column.levels().size()];
        for (int code : column.codes()) {
            if (code >= 0) {
                counts[code]++;
            }
        }
        return IntStream.range(0, counts.length)
                .filter(code -> counts[code] > 0)
                .boxed()
                .reduce((a, b) -> counts[b] > counts[a] ? b : a)
                .map(column.levels()::get)
                .orElseThrow(() -> nothing(column));
    }

    static Imputer stored(Fields fields) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        List<String> numeric = fields.texts("numeric");
        double[] values = fields.numbers("numbers");
        for (int i = 0; i < numeric.size(); i++) {
            numbers.put(numeric.get(i), values[i]);
        }
        Map<String, String> texts = new LinkedHashMap<>();
        List<String> categorical = fields.texts("categorical");
        for (int i = 0; i < categorical.size(); i++) {
            texts.put(categorical.get(i), fields.texts("texts").get(i));
        }
        return new Imputer(numbers, texts);
    }

    @Override
    public Table apply(Table table) {
        Table filled = table;
        for (var each : numbers.entrySet()) {
            NumericColumn column = filled.numeric(each.getKey());
            double[] values = column.values();
            for (int row = 0; row < values.length; row++) {
                values[row] = column.isMissing(row) ? each.getValue() : values[row];
            }
            filled = filled.with(NumericColumn.of(column.name(), values));
        }
        for (var each : texts.entrySet()) {
            filled = filled.with(filled(filled.categorical(each.getKey()), each.getValue()));
        }
        return filled;
    }

    private static CategoricalColumn filled(CategoricalColumn column, String value) {
        List<String> levels = new ArrayList<>(column.levels());
        if (!levels.contains(value)) {
            levels.add(value);
        }
        List<String> texts =
                IntStream.range(0, column.rows())
                        .mapToObj(row -> column.isMissing(row) ? value : column.text(row))
                        .toList();
        return CategoricalColumn.of(column.name(), texts, levels);
    }

    @Override
    public Map<String, Object> fields() {
        return Map.of(
                "kind",
                KIND,
                "numeric",
                List.copyOf(numbers.keySet()),
                "numbers",
                List.copyOf(numbers.values()),
                "categorical",
                List.copyOf(texts.keySet()),
                "texts",
                List.copyOf(texts.values()));
    }
}

package io.jacquard.data.table;

import io.jacquard.data.Column;
import io.jacquard.data.DataException;
import io.jacquard.data.Dataset;
import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Rows of numbers and categories in named columns. Immutable: each change is another table.
public final class Table {
    private final List<TableColumn> columns;
    private final int rows;

    private Table(List<TableColumn> columns) {
        this.columns = List.copyOf(columns);
        this.rows = columns.getFirst().rows();
    }

    /// A table of those columns.
    ///
    /// @throws DataException if there is none, a name stands twice, or they are of different
    ///   lengths
    public static Table of(List<? extends TableColumn> columns) {
        if (columns.isEmpty()) {
            throw new DataException("a table has no column; give it one at least");
        }
        Set<String> names = new HashSet<>();
        for (TableColumn column : columns) {
            if (!names.add(column.name())) {
                throw new DataException(
                        "two columns are called '%s'; give each a name of its own"
                                .formatted(column.name()));
            }
            if (column.rows() != columns.getFirst().rows()) {
                throw DataException.of(
                        "column " + column.name(),
                        "it has not as many rows as the others",
                        "expected %d, found %d".formatted(columns.getFirst().rows(), column.rows()),
                        "give all columns the same number of rows");
            }
        }
        return new Table(List.copyOf(columns));
    }

    /// A table of those columns.
    public static Table of(TableColumn... columns) {
        return of(List.of(columns));
    }

    /// Number of rows.
    public int rows() {
        return rows;
    }

    /// The columns in their order.
    public List<TableColumn> columns() {
        return columns;
    }

    /// The columns' names in their order.
    public List<String> names() {
        return columns.stream().map(TableColumn::name).toList();
    }

    /// The column of that name.
    ///
    /// @throws DataException if there is none
    public TableColumn column(String name) {
        return columns.get(index(name));
    }

    private int index(String name) {
        int index = names().indexOf(name);
        if (index < 0) {
            throw new DataException("no column '%s'; there are %s".formatted(name, names()));
        }
        return index;
    }

    /// The numbers of that name.
    ///
    /// @throws DataException if there is no such column, or it holds categories
    public NumericColumn numeric(String name) {
        return switch (column(name)) {
            case NumericColumn n -> n;
            case CategoricalColumn c -> throw noNumbers(c);
        };
    }

    private static DataException noNumbers(CategoricalColumn column) {
        int row =
                IntStream.range(0, column.rows())
                        .filter(r -> !column.isMissing(r) && !Numbers.isNumber(column.text(r)))
                        .findFirst()
                        .orElse(0);
        String found = column.rows() == 0 ? "no row" : "'%s'".formatted(column.text(row));
        return DataException.of(
                "column " + column.name(),
                "it does not hold numbers",
                "expected a number in each row, found %s in row %d (counted from 0)"
                        .formatted(found, row),
                "correct the value, or encode the column as categories");
    }

    /// The categories of that name.
    ///
    /// @throws DataException if there is no such column, or it holds numbers
    public CategoricalColumn categorical(String name) {
        return switch (column(name)) {
            case CategoricalColumn c -> c;
            case NumericColumn n ->
                    throw new DataException(
                            "column %s holds numbers; make it categories with asCategories(\"%s\")"
                                    .formatted(n.name(), n.name()));
        };
    }

    /// This table with the numbers of a column read as categories, in ascending order.
    ///
    /// @throws DataException if there is no such column
    public Table asCategories(String name) {
        if (!(column(name) instanceof NumericColumn numbers)) {
            return this;
        }
        List<String> levels =
                Arrays.stream(numbers.sorted())
                        .distinct()
                        .mapToObj(v -> NumericColumn.of(name, v).text(0))
                        .toList();
        List<String> texts = IntStream.range(0, rows).mapToObj(numbers::text).toList();
        return with(CategoricalColumn.of(name, texts, levels));
    }

    /// This table with only some columns, in that order.
    ///
    /// @throws DataException if there is no such column
    public Table select(String... names) {
        return of(Arrays.stream(names).map(this::column).toList());
    }

    /// This table without some columns.
    ///
    /// @throws DataException if there is no such column
    public Table without(String... names) {
        List<String> removed = List.of(names);
        removed.forEach(this::index);
        return of(columns.stream().filter(c -> !removed.contains(c.name())).toList());
    }

    /// This table with a column put in the place of the one of the same name, or added at the end.
    public Table with(TableColumn column) {
        List<TableColumn> changed = new ArrayList<>(columns);
        int index = names().indexOf(column.name());
        if (index < 0) {
            changed.add(column);
        } else {
            changed.set(index, column);
        }
        return of(changed);
    }

    /// Some rows, in that order.
    ///
    /// @param positions from 0; one may stand several times
    public Table rows(int... positions) {
        return new Table(columns.stream().<TableColumn>map(c -> c.select(positions)).toList());
    }

    Table rowsWhere(IntPredicate kept) {
        return rows(IntStream.range(0, rows).filter(kept).toArray());
    }

    /// This table without the rows that miss a value.
    ///
    /// @param names the columns to look at; all if none is named
    public Table dropMissing(String... names) {
        List<TableColumn> looked = chosen(names);
        return rowsWhere(row -> looked.stream().noneMatch(c -> c.isMissing(row)));
    }

    /// This table without the rows that equal an earlier one in all columns.
    public Table dropDuplicates() {
        Set<List<Object>> seen = new HashSet<>();
        return rowsWhere(row -> seen.add(key(row)));
    }

    private List<Object> key(int row) {
        return columns.stream()
                .map(c ->
                        switch (c) {
                            case NumericColumn n -> (Object) (n.value(row) + 0.0);
                            case CategoricalColumn k -> k.code(row);
                        })
                .toList();
    }

    private List<TableColumn> chosen(String... names) {
        return names.length == 0 ? columns : Arrays.stream(names).map(this::column).toList();
    }

    /// The numbers of some columns side by side, as a model takes them.
    ///
    /// @param names columns of finite numbers; all if none is named
    /// @return `f32[rows, columns]`
    /// @throws DataException if a column holds categories, or a value is missing or infinite; the
    ///   row and column are named
    public Literal features(String... names) {
        List<TableColumn> wanted = chosen(names);
        Literal made = Literal.zeros(TensorType.of(DType.F32, rows, wanted.size()));
        for (int c = 0; c < wanted.size(); c++) {
            NumericColumn column = numeric(wanted.get(c).name());
            for (int row = 0; row < rows; row++) {
                made.set(row * wanted.size() + c, finite(column, row));
            }
        }
        return made;
    }

    private static double finite(NumericColumn column, int row) {
        double value = column.value(row);
        if (!Double.isFinite((float) value)) {
            throw DataException.of(
                    "column " + column.name(),
                    "row %d (counted from 0) has no finite number".formatted(row),
                    "expected a number, found "
                            + (Double.isNaN(value) ? "a missing value" : "" + value),
                    "fill missing values with an Imputer, or drop the rows with dropMissing()");
        }
        return value;
    }

    /// A data set whose features are all columns but one, and whose labels are that one: class
    /// indices `i32[]` if it holds categories, else `f32[1]`.
    ///
    /// @param label the name of the label column
    /// @throws DataException as {@link #features}, also for the label
    public Dataset toDataset(String label) {
        TableColumn target = column(label);
        Dataset.Builder builder =
                Dataset.builder().feature(Column.FEATURES, without(label).features());
        return switch (target) {
            case NumericColumn n -> builder.label(Column.LABELS, features(label)).build();
            case CategoricalColumn c ->
                    builder.label(Column.LABELS, indices(c), c.levels()).build();
        };
    }

    private static Literal indices(CategoricalColumn column) {
        for (int row = 0; row < column.rows(); row++) {
            if (column.isMissing(row)) {
                throw DataException.of(
                        "column " + column.name(),
                        "row %d (counted from 0) has no label".formatted(row),
                        "expected one of %s, found a missing value".formatted(column.levels()),
                        "drop the row with dropMissing(\"%s\")".formatted(column.name()));
            }
        }
        return Literal.of(column.codes(), column.rows());
    }

    /// Number of rows and the columns, for example `891 rows of age (numbers), sex (2 categories)`.
    @Override
    public String toString() {
        return "%d rows of %s"
                .formatted(
                        rows, String.join(", ", columns.stream().map(Object::toString).toList()));
    }
}

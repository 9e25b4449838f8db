package io.jacquard.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The columns of a data set, in their order.
///
/// @param columns one or more columns of different names
public record Schema(List<Column> columns) {
    /// Checks the names.
    ///
    /// @throws DataException if there is no column or a name stands twice
    public Schema {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new DataException("a data set has no column; give it one feature at least");
        }
        Set<String> seen = new HashSet<>();
        for (Column c : columns) {
            if (!seen.add(c.name())) {
                throw new DataException(
                        "two columns are called '%s'; give each a name of its own"
                                .formatted(c.name()));
            }
        }
    }

    /// The schema of those columns.
    public static Schema of(Column... columns) {
        return new Schema(List.of(columns));
    }

    /// Number of columns.
    public int size() {
        return columns.size();
    }

    /// The column at that position, 0 or more.
    public Column column(int index) {
        return columns.get(index);
    }

    /// The column of that name.
    ///
    /// @throws DataException if there is none
    public Column column(String name) {
        return columns.get(index(name));
    }

    /// The position of the column of that name, 0 or more.
    ///
    /// @throws DataException if there is none
    public int index(String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new DataException("no column '%s'; there are %s".formatted(name, this));
    }

    /// The feature columns in their order.
    public List<Column> features() {
        return withRole(Role.FEATURE);
    }

    /// The label columns in their order.
    public List<Column> labels() {
        return withRole(Role.LABEL);
    }

    /// This schema with another column at a position.
    public Schema with(int index, Column column) {
        List<Column> changed = new ArrayList<>(columns);
        changed.set(index, column);
        return new Schema(changed);
    }

    private List<Column> withRole(Role role) {
        return columns.stream().filter(c -> c.role() == role).toList();
    }

    /// For example `features: u8[28, 28, 1], labels: i32[]`.
    @Override
    public String toString() {
        return columns.stream().map(Column::toString).collect(Collectors.joining(", "));
    }
}

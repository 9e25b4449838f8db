package io.jacquard.data.table;

/// A column of a table: a name and a value in each row, which may be missing.
public sealed interface TableColumn permits NumericColumn, CategoricalColumn {
    /// How the column is called, unique in its table.
    String name();

    /// Number of rows.
    int rows();

    /// True if a row has no value.
    ///
    /// @param row position from 0
    boolean isMissing(int row);

    /// A row's value as text; empty if it is missing.
    ///
    /// @param row position from 0
    String text(int row);

    /// This column with some of its rows.
    ///
    /// @param rows positions from 0, in the order wanted; one may stand several times
    TableColumn select(int... rows);

    /// Number of rows without a value.
    default int missing() {
        int count = 0;
        for (int row = 0; row < rows(); row++) {
            count += isMissing(row) ? 1 : 0;
        }
        return count;
    }
}

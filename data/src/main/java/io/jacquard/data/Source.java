package io.jacquard.data;

import io.jacquard.ir.Literal;
import java.util.Optional;

/// Where examples come from: a set of known size whose examples are read by index.
///
/// A source may hold its examples or read them when asked, from files for example. It is read from
/// several threads at once.
public interface Source {
    /// The columns.
    Schema schema();

    /// Number of examples.
    int size();

    /// Writes one example, all columns of it.
    ///
    /// @param index which example, 0 to `size() - 1`
    /// @param into where to write
    /// @throws DataException if the example cannot be read
    void read(int index, Row into);

    /// A whole column as one array, where the source holds it in memory.
    ///
    /// @param column position of the column
    /// @return the column's type with an axis of `size()` in front, or empty
    default Optional<Literal> held(int column) {
        return Optional.empty();
    }
}

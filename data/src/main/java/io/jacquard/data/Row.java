package io.jacquard.data;

import io.jacquard.ir.Literal;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// One example within arrays of several: where a {@link Source} or a {@link Transform} writes.
///
/// The same object is moved from example to example, so it must not be kept.
public final class Row {
    private final Schema schema;
    private final Literal[] arrays;
    private final int[] elements;
    private final long[] bytes;
    private int position;

    /// The first row of those arrays.
    ///
    /// @param schema the columns
    /// @param arrays one a column, each of the column's type with an axis in front
    Row(Schema schema, List<Literal> arrays) {
        this.schema = schema;
        this.arrays = arrays.toArray(Literal[]::new);
        this.bytes = schema.columns().stream().mapToLong(c -> c.type().bytes()).toArray();
        this.elements =
                schema.columns().stream().mapToInt(c -> c.type().shape().elements()).toArray();
    }

    /// This row at another position, 0 or more.
    Row at(int row) {
        position = row;
        return this;
    }

    /// The columns.
    public Schema schema() {
        return schema;
    }

    /// One element of a column as a double.
    ///
    /// @param column position of the column
    /// @param element position within the example, row-major
    public double get(int column, int element) {
        return arrays[column].get(position * elements[column] + element);
    }

    /// Stores one element of a column, rounded to its dtype.
    ///
    /// @param column position of the column
    /// @param element position within the example, row-major
    public void set(int column, int element, double value) {
        arrays[column].set(position * elements[column] + element, value);
    }

    /// Number of elements of a column in one example.
    public int elements(int column) {
        return elements[column];
    }

    /// The memory of a column, little-endian; this example begins at {@link #offset}.
    public MemorySegment segment(int column) {
        return arrays[column].segment();
    }

    /// Where this example begins in the memory of a column, in bytes.
    public long offset(int column) {
        return position * bytes[column];
    }

    /// Size of one example in the memory of a column, in bytes.
    public long bytes(int column) {
        return bytes[column];
    }

    /// Copies a column from another row of the same type.
    public void copy(int column, Row from) {
        MemorySegment.copy(
                from.segment(column),
                from.offset(column),
                segment(column),
                offset(column),
                bytes(column));
    }
}

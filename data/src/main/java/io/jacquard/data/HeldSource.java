package io.jacquard.data;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/// Examples held in memory, one array a column.
record HeldSource(Schema schema, List<Literal> arrays) implements Source {
    HeldSource {
        arrays = List.copyOf(arrays);
    }

    @Override
    public int size() {
        return arrays.getFirst().type().shape().size(0);
    }

    @Override
    public void read(int index, Row into) {
        for (int c = 0; c < schema.size(); c++) {
            long bytes = into.bytes(c);
            MemorySegment from = arrays.get(c).segment();
            MemorySegment.copy(from, index * bytes, into.segment(c), into.offset(c), bytes);
        }
    }

    @Override
    public Optional<Literal> held(int column) {
        return Optional.of(arrays.get(column));
    }

    /// This source, if all columns have as many rows, all labels name a class and all numbers are
    /// finite.
    ///
    /// @throws DataException otherwise, naming the column and the row
    HeldSource checked() {
        for (int c = 0; c < schema.size(); c++) {
            checkRows(c);
            checkLabels(schema.column(c), arrays.get(c));
            checkFinite(schema.column(c), arrays.get(c));
        }
        return this;
    }

    private void checkRows(int column) {
        int rows = arrays.get(column).type().shape().size(0);
        if (rows != size()) {
            throw DataException.of(
                    "column " + schema.column(column).name(),
                    "it has not as many examples as the others",
                    "expected %d as in column %s, found %d"
                            .formatted(size(), schema.column(0).name(), rows),
                    "features and labels must come from the same files, in the same order");
        }
    }

    private static void checkLabels(Column column, Literal array) {
        int classes = column.classes().size();
        if (classes == 0) {
            return;
        }
        for (int i = 0; i < array.elements(); i++) {
            long label = array.getLong(i);
            if (label < 0 || label >= classes) {
                throw DataException.of(
                        "column " + column.name(),
                        "the label of example %d (counted from 0) is no class".formatted(i),
                        "expected 0 to %d, found %d".formatted(classes - 1, label),
                        "give the classes' names of these labels, or correct the labels");
            }
        }
    }

    private static void checkFinite(Column column, Literal array) {
        DType dtype = column.type().dtype();
        if (!dtype.isFloat()) {
            return;
        }
        int elements = column.type().shape().elements();
        for (int i = 0; i < array.elements(); i++) {
            if (!Double.isFinite(array.get(i))) {
                throw DataException.of(
                        "column " + column.name(),
                        "example %d has a value that is no finite number".formatted(i / elements),
                        "expected numbers, found %s at position %d of the example (all counted from 0)"
                                .formatted(array.get(i), i % elements),
                        "fill or drop missing values before making a data set");
            }
        }
    }
}

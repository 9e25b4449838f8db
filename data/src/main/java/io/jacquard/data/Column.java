package io.jacquard.data;

import io.jacquard.ir.DType;
import io.jacquard.ir.TensorType;
import java.util.List;

/// A named array of each example.
///
/// @param name how the column is called, unique in its data set; not empty
/// @param role feature or label
/// @param type dtype and shape of one example, without a batch axis
/// @param classes for labels that are class indices, the classes' names in the order of the index;
///   empty otherwise
public record Column(String name, Role role, TensorType type, List<String> classes) {
    /// The usual name of the only feature column.
    public static final String FEATURES = "features";

    /// The usual name of the only label column.
    public static final String LABELS = "labels";

    /// Checks the name and the classes.
    ///
    /// @throws DataException if the name is empty, or there are classes but the type is not one
    ///   integer
    public Column {
        if (name.isBlank()) {
            throw new DataException("a column has no name; give each column a name of its own");
        }
        classes = List.copyOf(classes);
        if (!classes.isEmpty() && !(type.rank() == 0 && type.dtype().isInteger())) {
            throw DataException.of(
                    "column " + name,
                    "its examples are no class index",
                    "expected one integer, i32[], found " + type,
                    "encode the labels as indices, or leave the classes away");
        }
    }

    /// A feature column.
    public static Column feature(String name, TensorType type) {
        return new Column(name, Role.FEATURE, type, List.of());
    }

    /// A label column of values, not of classes.
    public static Column label(String name, TensorType type) {
        return new Column(name, Role.LABEL, type, List.of());
    }

    /// A label column `i32[]` of class indices.
    ///
    /// @param classes the names in the order of the index
    public static Column label(String name, List<String> classes) {
        return new Column(name, Role.LABEL, TensorType.of(DType.I32), classes);
    }

    /// This column with examples of another type.
    public Column with(TensorType other) {
        return new Column(name, role, other, classes);
    }

    /// The type of an array of several examples: the same dtype, with an axis in front.
    ///
    /// @param examples size of that axis, 0 or more
    public TensorType batched(int examples) {
        int[] sizes = new int[type.rank() + 1];
        sizes[0] = examples;
        System.arraycopy(type.shape().sizes(), 0, sizes, 1, type.rank());
        return TensorType.of(type.dtype(), sizes);
    }

    /// For example `features: u8[28, 28, 1]`.
    @Override
    public String toString() {
        return name + ": " + type;
    }
}

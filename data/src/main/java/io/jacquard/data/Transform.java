package io.jacquard.data;

/// A change of each example on its way into a batch, such as augmentation or scaling.
///
/// It depends on the example and the drawn numbers only and is called from several threads at once.
public interface Transform {
    /// The columns that come out for columns that go in.
    ///
    /// @throws DataException if this transform does not fit them
    Schema schema(Schema in);

    /// False if the column of that name comes out as it went in.
    default boolean changes(String column) {
        return true;
    }

    /// Writes the changed example, all columns of it.
    ///
    /// @param in the example as it was
    /// @param out where to write, another memory than `in`
    /// @param draw random numbers of the seed, the epoch and the example only
    void apply(Row in, Row out, Draw draw);
}

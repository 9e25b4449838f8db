package io.jacquard.cpu.winograd;

/// Rows and columns of a matrix.
///
/// @param row the first row
/// @param rows how many
/// @param column the first column
/// @param columns how many
record Region(int row, int rows, int column, int columns) {
    /// A part, counted from the first row and column of this one.
    Region part(int fromRow, int someRows, int fromColumn, int someColumns) {
        return new Region(row + fromRow, someRows, column + fromColumn, someColumns);
    }

    /// Bytes from the first element of the matrix to the first of the region.
    ///
    /// @param width columns of the matrix
    long offset(long width) {
        return Picture.ELEMENT * (row * width + column);
    }
}

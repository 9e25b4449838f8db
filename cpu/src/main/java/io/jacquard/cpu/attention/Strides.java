package io.jacquard.cpu.attention;

/// Where a matrix for each batch and head lies: elements from one index to the next.
///
/// @param batch along the batch
/// @param head along the heads
/// @param row along the rows of a matrix
/// @param column along its columns
public record Strides(long batch, long head, long row, long column) {
    long at(int b, int h, int r) {
        return b * batch + h * head + r * row;
    }

    /// The same memory where neighboring heads are rows of one matrix.
    Strides folded(int heads) {
        return new Strides(batch, head * heads, head, column);
    }
}

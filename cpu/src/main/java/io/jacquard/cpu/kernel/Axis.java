package io.jacquard.cpu.kernel;

/// The axis that reductions of a kernel run along.
public enum Axis {
    /// Along the columns: one result for each row. Also the axis of kernels without reductions.
    COLUMNS,
    /// Along the rows: one result for each column.
    ROWS
}

package io.jacquard.cpu.kernel;

/// How an operand is found for row `r` and column `c`.
public enum Access {
    /// `address + r * rowStride + c * size`; a row stride of 0 repeats one row.
    ELEMENT,
    /// `address + c * size`: the same row for all rows, as a bias.
    COLUMN,
    /// `address + r * rowStride`: one value a row.
    ROW,
    /// `address`: one value for the whole call, as a learning rate.
    UNIFORM,
    /// `address + r * rowStride + c * columnStep`; such a kernel runs its scalar body.
    STRIDED
}

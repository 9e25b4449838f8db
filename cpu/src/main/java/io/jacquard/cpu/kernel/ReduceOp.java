package io.jacquard.cpu.kernel;

/// Reductions along the axis of a kernel.
///
/// The order of a float sum or product depends on the number of elements only, so its bits do not
/// depend on the width of the machine's vectors. Along columns 16, 32 or 64 partial results (by the
/// weight of the expression) each take every 16th, 32nd or 64th element and are folded by halves,
/// the last elements (fewer than 16) follow one by one. Along rows each column is folded from the
/// first row to the last.
public enum ReduceOp {
    /// Sum; integers wrap.
    SUM,
    /// Product; integers wrap.
    PRODUCT,
    /// The greatest; NaN if any is NaN.
    MAXIMUM,
    /// The least; NaN if any is NaN.
    MINIMUM,
    /// Bitwise and of integers, logical and of bools.
    AND,
    /// Bitwise or of integers, logical or of bools.
    OR
}

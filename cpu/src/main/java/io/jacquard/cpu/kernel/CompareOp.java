package io.jacquard.cpu.kernel;

/// Comparisons of two values of one dtype, giving bool. With NaN all are false but {@link #NE}.
public enum CompareOp {
    /// Equal.
    EQ,
    /// Not equal.
    NE,
    /// Less.
    LT,
    /// Less or equal.
    LE,
    /// Greater.
    GT,
    /// Greater or equal.
    GE
}

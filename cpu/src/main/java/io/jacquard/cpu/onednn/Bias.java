package io.jacquard.cpu.onednn;

/// Whether an operation has a bias operand.
public enum Bias {
    /// There is one value a column (or output channel), added before the post-ops.
    PRESENT,
    /// There is none.
    ABSENT
}

package io.jacquard.cpu.kernel;

/// Operations on one value, beside the functions of real numbers ({@link Node.Real}). The meaning
/// is StableHLO's.
public enum UnaryOp {
    /// `-x`, integers wrap.
    NEGATE,
    /// `|x|`, the least integer stays as it is.
    ABS,
    /// -1, 0, 1; keeps the sign of zero; NaN for NaN.
    SIGN,
    /// Bitwise for integers, logical for bool.
    NOT,
    /// True unless infinite or NaN.
    IS_FINITE,
    /// Number of one bits; scalar body only.
    POPCNT,
    /// Number of leading zero bits; scalar body only.
    CLZ,
    /// The f32 nearest among the bf16 values, ties to even.
    ROUND_BF16,
    /// The f32 nearest among the f16 values, ties to even.
    ROUND_F16
}

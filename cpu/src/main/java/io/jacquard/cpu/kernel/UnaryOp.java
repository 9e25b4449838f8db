package io.jacquard.cpu.kernel;

/// Operations on one value. The meaning is StableHLO's; errors are in units of the last place of
/// f32 against the exact value, measured over all exponents.
public enum UnaryOp {
    /// `-x`, integers wrap.
    NEGATE,
    /// `|x|`, the least integer stays as it is.
    ABS,
    /// -1, 0, 1; keeps the sign of zero; NaN for NaN.
    SIGN,
    /// Bitwise for integers, logical for bool.
    NOT,
    /// `e^x`.
    EXP,
    /// `e^x - 1`.
    EXPM1,
    /// Natural logarithm.
    LOG,
    /// `log(1 + x)`.
    LOG1P,
    /// Hyperbolic tangent.
    TANH,
    /// `1 / (1 + e^-x)`.
    LOGISTIC,
    /// The error function.
    ERF,
    /// Square root, correctly rounded.
    SQRT,
    /// `1 / sqrt(x)`.
    RSQRT,
    /// Cube root; scalar body only.
    CBRT,
    /// Sine of radians; scalar body only.
    SINE,
    /// Cosine of radians; scalar body only.
    COSINE,
    /// Tangent of radians; scalar body only.
    TAN,
    /// Greatest integer not above.
    FLOOR,
    /// Least integer not below.
    CEIL,
    /// Nearest integer, ties to even.
    ROUND_EVEN,
    /// Nearest integer, ties away from zero.
    ROUND_AWAY,
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

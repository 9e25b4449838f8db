package io.jacquard.cpu.kernel;

/// Operations on two values of one dtype. The meaning is StableHLO's.
public enum BinaryOp {
    /// Sum; integers wrap; logical or for bool.
    ADD,
    /// Difference; integers wrap.
    SUBTRACT,
    /// Product; integers wrap; logical and for bool.
    MULTIPLY,
    /// Quotient; integers round toward zero, by zero gives all bits one (-1), and the least integer
    /// by -1 gives the least integer. Integers: scalar body only.
    DIVIDE,
    /// Remainder with the sign of the dividend; integers by zero give the dividend. Scalar body
    /// only.
    REMAINDER,
    /// The greater; NaN if either is NaN; `+0 > -0`; logical or for bool.
    MAXIMUM,
    /// The lesser; NaN if either is NaN; `-0 < +0`; logical and for bool.
    MINIMUM,
    /// `a^b`; scalar body only.
    POWER,
    /// Angle of the point `(b, a)` in radians; scalar body only.
    ATAN2,
    /// Bitwise for integers, logical for bool.
    AND,
    /// Bitwise for integers, logical for bool.
    OR,
    /// Bitwise for integers, logical for bool.
    XOR,
    /// `a << b`; 0 if `b`, read as unsigned, is the width or more.
    SHIFT_LEFT,
    /// `a >> b` filling with the sign; all sign if `b`, read as unsigned, is the width or more.
    SHIFT_RIGHT_ARITHMETIC,
    /// `a >>> b` filling with zeros; 0 if `b`, read as unsigned, is the width or more.
    SHIFT_RIGHT_LOGICAL
}

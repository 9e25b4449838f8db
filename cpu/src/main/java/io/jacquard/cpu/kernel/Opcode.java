package io.jacquard.cpu.kernel;

/// Primitive instructions. Those with a vector form give the same bits in both bodies.
enum Opcode {
    /// Raw element of an input: f32, f64, i64 as they are, all else as I (i8 extended by sign; u8,
    /// bool, bf16 and f16 by zeros).
    LOAD,
    CONSTANT,
    COLUMN,
    ROW,
    /// Reduction of `a` along the axis.
    REDUCE,
    ADD,
    SUB,
    MUL,
    DIV,
    MAX,
    MIN,
    FMA,
    NEG,
    ABS,
    SQRT,
    EQ,
    NE,
    LT,
    LE,
    GT,
    GE,
    AND,
    OR,
    XOR,
    NOT,
    SHL,
    SHR,
    USHR,
    /// Rotation of 32 bits to the left.
    ROL,
    SELECT,
    /// Conversion by value as Java's casts do.
    CAST,
    /// The same bits as another kind.
    BITS,
    /// Scalar only: a static method.
    CALL;

    boolean isCompare() {
        return switch (this) {
            case EQ, NE, LT, LE, GT, GE -> true;
            default -> false;
        };
    }
}

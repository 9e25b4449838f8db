package io.jacquard.ir;

import java.util.Locale;

/// The type of one element.
public enum DType {
    /// IEEE 754 binary32.
    F32(4, Kind.FLOAT),
    /// IEEE 754 binary64.
    F64(8, Kind.FLOAT),
    /// The upper half of a binary32 (8 exponent bits, 7 fraction bits).
    BF16(2, Kind.FLOAT),
    /// IEEE 754 binary16.
    F16(2, Kind.FLOAT),
    /// Signed 8-bit integer.
    I8(1, Kind.SIGNED),
    /// Signed 32-bit integer.
    I32(4, Kind.SIGNED),
    /// Signed 64-bit integer.
    I64(8, Kind.SIGNED),
    /// Unsigned 8-bit integer.
    U8(1, Kind.UNSIGNED),
    /// Unsigned 32-bit integer.
    U32(4, Kind.UNSIGNED),
    /// A truth value, one byte that is 0 or 1.
    BOOL(1, Kind.BOOLEAN);

    private enum Kind {
        FLOAT,
        SIGNED,
        UNSIGNED,
        BOOLEAN
    }

    private final int bytes;
    private final Kind kind;

    DType(int bytes, Kind kind) {
        this.bytes = bytes;
        this.kind = kind;
    }

    /// Size of one element in bytes: 1, 2, 4 or 8.
    public int bytes() {
        return bytes;
    }

    /// True for f32, f64, bf16 and f16.
    public boolean isFloat() {
        return kind == Kind.FLOAT;
    }

    /// True for the signed and unsigned integers, not for bool.
    public boolean isInteger() {
        return kind == Kind.SIGNED || kind == Kind.UNSIGNED;
    }

    /// True for u8 and u32.
    public boolean isUnsigned() {
        return kind == Kind.UNSIGNED;
    }

    /// The name in texts and messages: `f32`, `i64`, `bool`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The dtype of that name.
    ///
    /// @throws IllegalArgumentException if there is none of that name
    public static DType parse(String text) {
        for (DType d : values()) {
            if (d.text().equals(text)) {
                return d;
            }
        }
        throw new IllegalArgumentException(
                "no dtype '%s'; one of f32 f64 bf16 f16 i8 i32 i64 u8 u32 bool".formatted(text));
    }
}

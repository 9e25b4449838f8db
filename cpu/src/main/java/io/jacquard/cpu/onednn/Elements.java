package io.jacquard.cpu.onednn;

/// What the elements of a product's operands and of its result are.
public enum Elements {
    /// Numbers of 32 bits.
    F32(DataType.F32),
    /// The upper 16 bits of those; sums are kept in f32 and rounded once.
    BF16(DataType.BF16);

    private final DataType type;

    Elements(DataType type) {
        this.type = type;
    }

    DataType type() {
        return type;
    }

    long bytes() {
        return type.bytes();
    }
}

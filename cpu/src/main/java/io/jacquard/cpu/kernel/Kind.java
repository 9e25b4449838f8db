package io.jacquard.cpu.kernel;

import java.lang.classfile.TypeKind;

/// What a primitive instruction computes with; small integers live in {@link #I}.
enum Kind {
    F(TypeKind.FLOAT),
    D(TypeKind.DOUBLE),
    I(TypeKind.INT),
    L(TypeKind.LONG),
    /// A truth value, a mask in vector code.
    Z(TypeKind.INT);

    private final TypeKind jvm;

    Kind(TypeKind jvm) {
        this.jvm = jvm;
    }

    TypeKind jvm() {
        return jvm;
    }
}

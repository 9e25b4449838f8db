package io.jacquard.cpu.kernel;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/// Names of the Vector API; it is an incubator module, so only descriptors may mention it.
final class VectorTypes {
    static final ClassDesc FLOAT = named("FloatVector");
    static final ClassDesc INT = named("IntVector");
    static final ClassDesc SHORT = named("ShortVector");
    static final ClassDesc BYTE = named("ByteVector");
    static final ClassDesc VECTOR = named("Vector");
    static final ClassDesc MASK = named("VectorMask");
    static final ClassDesc SPECIES = named("VectorSpecies");
    static final ClassDesc SHUFFLE = named("VectorShuffle");
    static final ClassDesc OPERATORS = named("VectorOperators");
    static final ClassDesc BINARY = named("VectorOperators$Binary");
    static final ClassDesc ASSOCIATIVE = named("VectorOperators$Associative");
    static final ClassDesc COMPARISON = named("VectorOperators$Comparison");
    static final ClassDesc CONVERSION = named("VectorOperators$Conversion");
    static final ClassDesc BYTE_ORDER = ClassDesc.of("java.nio.ByteOrder");
    static final ClassDesc SEGMENT = ClassDesc.of("java.lang.foreign.MemorySegment");

    static final MethodTypeDesc MASK_CAST = MethodTypeDesc.of(MASK, SPECIES);
    static final MethodTypeDesc MASK_ALL = MethodTypeDesc.of(MASK, CD_boolean);
    static final MethodTypeDesc MASK_BINARY = MethodTypeDesc.of(MASK, MASK);
    static final MethodTypeDesc MASK_UNARY = MethodTypeDesc.of(MASK);
    static final MethodTypeDesc COMPARE = MethodTypeDesc.of(MASK, COMPARISON, VECTOR);
    static final MethodTypeDesc CONVERT = MethodTypeDesc.of(VECTOR, CONVERSION, CD_int);
    static final MethodTypeDesc CONVERT_SHAPE =
            MethodTypeDesc.of(VECTOR, CONVERSION, SPECIES, CD_int);
    static final MethodTypeDesc INTO_SEGMENT =
            MethodTypeDesc.of(CD_void, SEGMENT, CD_long, BYTE_ORDER);
    static final MethodTypeDesc SHUFFLE_IOTA =
            MethodTypeDesc.of(SHUFFLE, SPECIES, CD_int, CD_int, CD_boolean);

    private VectorTypes() {}

    private static ClassDesc named(String name) {
        return ClassDesc.of("jdk.incubator.vector." + name);
    }

    static ClassDesc of(Kind kind) {
        return switch (kind) {
            case F -> FLOAT;
            case I -> INT;
            case Z -> MASK;
            case D, L -> throw new IllegalArgumentException("[kernel] no vectors of " + kind);
        };
    }

    static ClassDesc element(Kind kind) {
        return kind == Kind.F ? CD_float : CD_int;
    }

    static MethodTypeDesc fromSegment(ClassDesc vector) {
        return MethodTypeDesc.of(vector, SPECIES, SEGMENT, CD_long, BYTE_ORDER);
    }

    static MethodTypeDesc broadcast(Kind kind) {
        return MethodTypeDesc.of(of(kind), SPECIES, element(kind));
    }
}

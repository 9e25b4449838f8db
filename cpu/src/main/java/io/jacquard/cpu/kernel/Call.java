package io.jacquard.cpu.kernel;

import io.jacquard.ir.Unary;
import io.jacquard.ir.interpret.RealFunctions;
import java.lang.constant.MethodTypeDesc;

/// A static method that generated scalar code calls.
///
/// @param owner name of its class
/// @param method its name
/// @param result what it returns
/// @param descriptor its type as the JVM writes it
record Call(String owner, String method, Kind result, String descriptor) {
    private static final String FUNCTIONS = RealFunctions.class.getName();

    /// The definition of a function of a real number: the method of its name.
    static Call of(Unary.Real op) {
        String type = op.getClass().getSimpleName();
        String method = Character.toLowerCase(type.charAt(0)) + type.substring(1);
        return new Call(FUNCTIONS, method, Kind.D, descriptor(Kind.D, Kind.D));
    }

    static String descriptor(Kind result, Kind... arguments) {
        StringBuilder text = new StringBuilder("(");
        for (Kind a : arguments) {
            text.append(a.jvm().upperBound().descriptorString());
        }
        return text + ")" + result.jvm().upperBound().descriptorString();
    }

    MethodTypeDesc type() {
        return MethodTypeDesc.ofDescriptor(descriptor);
    }
}

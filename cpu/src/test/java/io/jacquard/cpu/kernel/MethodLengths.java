package io.jacquard.cpu.kernel;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;

/// How long the methods of generated classes are.
public final class MethodLengths {
    private MethodLengths() {}

    /// Bytes of the longest method of the class that runs a description until vectors are ready.
    public static int longest(KernelSpec spec) {
        return longest(KernelWriter.write(Program.of(spec), 0));
    }

    private static int longest(byte[] bytes) {
        return ClassFile.of().parse(bytes).methods().stream()
                .flatMap(m -> m.findAttribute(Attributes.code()).stream())
                .mapToInt(code -> code.codeArray().length)
                .max()
                .orElse(0);
    }
}

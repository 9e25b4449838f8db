package io.jacquard.cpu.kernel;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;

/// How long the methods of generated classes are.
public final class MethodLengths {
    private MethodLengths() {}

    /// The lanes of this machine's vectors, 0 if it has none.
    public static int lanes() {
        return VectorModule.LANES;
    }

    /// Bytes of the longest method of a kernel's class.
    ///
    /// @param lanes 32-bit lanes of a vector, 0 for scalars
    /// @return 0 if there is no such form of it
    public static int longest(KernelSpec spec, int lanes) {
        Program program = Program.of(spec);
        return lanes == 0 || new Schedule(program).hasVectorForm(lanes)
                ? longest(KernelWriter.write(program, lanes))
                : 0;
    }

    private static int longest(byte[] bytes) {
        return ClassFile.of().parse(bytes).methods().stream()
                .flatMap(m -> m.findAttribute(Attributes.code()).stream())
                .mapToInt(code -> code.codeArray().length)
                .max()
                .orElse(0);
    }
}

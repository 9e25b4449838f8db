package io.jacquard.cpu.onednn;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/// The primitives of an operation's slices: one for each size that a slice has.
final class Primitives {
    private record Made(PrimitiveDesc desc, long primitive) {}

    private final Program program;
    private final LongFunction<PrimitiveDesc> create;
    private final Map<Long, Made> made = new HashMap<>();

    Primitives(Program program, LongFunction<PrimitiveDesc> create) {
        this.program = program;
        this.create = create;
    }

    /// Uses an existing descriptor for slices of a size.
    void use(long size, PrimitiveDesc desc) {
        made.put(size, make(desc));
    }

    PrimitiveDesc desc(long size) {
        return of(size).desc();
    }

    Program.Task task(long size, List<Call.Operand> arguments) {
        Made it = of(size);
        return Program.Task.of(program.call(it.desc(), it.primitive(), arguments));
    }

    private Made of(long size) {
        Made found = made.get(size);
        if (found == null) {
            found = make(create.apply(size));
            made.put(size, found);
        }
        return found;
    }

    private Made make(PrimitiveDesc desc) {
        return new Made(desc, desc.primitive(program.owner()));
    }
}

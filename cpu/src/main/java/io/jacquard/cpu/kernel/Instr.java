package io.jacquard.cpu.kernel;

import java.util.function.IntConsumer;

/// A primitive instruction; `a`, `b`, `c` are the numbers of earlier ones, -1 where there is none.
record Instr(Opcode op, Kind kind, int a, int b, int c, Detail detail) {
    static final int NONE = -1;

    /// What an instruction says beside its operands.
    sealed interface Detail {}

    /// Nothing.
    record Plain() implements Detail {}

    /// The raw bits of a constant.
    record Bits(long bits) implements Detail {}

    /// The number of an input.
    record From(int input) implements Detail {}

    /// The operation a reduction folds with.
    record Fold(Opcode op) implements Detail {}

    /// The method that is called.
    record Method(Call call) implements Detail {}

    static final Detail PLAIN = new Plain();

    /// Calls `use` for each operand.
    void operands(IntConsumer use) {
        if (a != NONE) {
            use.accept(a);
        }
        if (b != NONE) {
            use.accept(b);
        }
        if (c != NONE) {
            use.accept(c);
        }
    }

    long bits() {
        return ((Bits) detail).bits();
    }

    int input() {
        return ((From) detail).input();
    }

    Opcode fold() {
        return ((Fold) detail).op();
    }

    Call method() {
        return ((Method) detail).call();
    }
}

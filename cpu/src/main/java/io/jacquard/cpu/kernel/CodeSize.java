package io.jacquard.cpu.kernel;

import java.util.Optional;

/// Bounds of the length of a kernel's scalar method, so that most kernels need not be written to
/// know whether the JIT compiler takes them, and none is written that the JVM would not load.
///
/// @param least bytes it has at least
/// @param most bytes it has at most
record CodeSize(int least, int most) {
    // An instruction pushes up to three values, does something and stores the result.
    private static final int LEAST_BYTES = 4;
    private static final int MOST_BYTES = 32;
    private static final int STORE_BYTES = 48;
    private static final int REDUCTION_BYTES = 96;
    private static final int OPERAND_BYTES = 32;
    private static final int LOOP_BYTES = 32;

    /// The bounds for a program.
    static CodeSize of(Program program) {
        return new Counting(program).size();
    }

    /// Whether the method is short enough; empty if only writing it tells.
    Optional<Boolean> fits() {
        if (most <= KernelSpec.LONGEST_METHOD) {
            return Optional.of(true);
        }
        return least > KernelSpec.LONGEST_METHOD ? Optional.of(false) : Optional.empty();
    }

    private static final class Counting {
        private final Program program;
        private final Schedule schedule;
        private int instructions;
        private int rest;

        Counting(Program program) {
            this.program = program;
            this.schedule = new Schedule(program);
        }

        CodeSize size() {
            int operands = program.inputs().size() + program.stores().size();
            instructions += schedule.call().size() + schedule.outer(0).size();
            for (int pass = 1; pass <= schedule.passes(); pass++) {
                int copies = copies(pass);
                instructions += copies * schedule.inner(pass).size() + schedule.outer(pass).size();
                rest += copies * (LOOP_BYTES + STORE_BYTES * schedule.innerStores(pass).size());
                // What is kept for the last pass is written or read once more.
                rest += copies * STORE_BYTES;
                rest += (copies + 1) * REDUCTION_BYTES * schedule.reductions(pass).size();
                rest += 2 * OPERAND_BYTES * operands;
            }
            rest += STORE_BYTES * schedule.outerStores().size();
            rest += 3 * (LOOP_BYTES + OPERAND_BYTES * operands);
            return new CodeSize(LEAST_BYTES * instructions, MOST_BYTES * instructions + rest);
        }

        // A reduction along columns has loops for wide groups, for single groups and for the rest.
        private int copies(int pass) {
            if (program.axis() == Axis.ROWS || schedule.reductions(pass).isEmpty()) {
                return 1;
            }
            return schedule.groups(pass) > 1 ? 3 : 2;
        }
    }
}

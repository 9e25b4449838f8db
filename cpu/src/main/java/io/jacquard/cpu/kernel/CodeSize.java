package io.jacquard.cpu.kernel;

import java.util.List;
import java.util.Optional;

/// Bounds of the length of a kernel's method, so that most kernels need not be written to know
/// whether the JIT compiler takes them, and none is written that the JVM would not load.
///
/// @param least bytes it has at least
/// @param most bytes it has at most
record CodeSize(int least, int most) {
    // The shortest instruction loads a value, does something and stores the result.
    private static final int LEAST = 4;

    // At most: what instructions take beside their operands, an operand from a local variable, one
    // repeated in all lanes, what is stored, folded, addressed, and looped over.
    private static final int SCALAR = 16;
    private static final int VECTOR = 20;
    private static final int LOCAL = 4;
    private static final int BROADCAST = 12;
    private static final int STORE = 72;
    private static final int FOLD = 96;
    private static final int OPERAND = 32;
    private static final int LOOP = 32;

    // The JVM loads no longer method; a class file with one cannot even be written.
    private static final int LOADED = 65_535;

    /// Whether the method is short enough; empty if only writing it tells, which can be done.
    Optional<Boolean> fits() {
        if (most <= KernelSpec.LONGEST_METHOD) {
            return Optional.of(true);
        }
        boolean isLong = least > KernelSpec.LONGEST_METHOD || most > LOADED;
        return isLong ? Optional.of(false) : Optional.empty();
    }

    /// The bounds for a program.
    ///
    /// @param lanes the number of 32-bit lanes of a vector, 0 for the scalar body
    static CodeSize of(Program program, int lanes) {
        return new Count(program, lanes).size();
    }

    private static final class Count {
        private final Program program;
        private final Schedule schedule;
        private final int lanes;
        private final int operands;
        private int instructions;
        private int most;

        Count(Program program, int lanes) {
            this.program = program;
            this.schedule = new Schedule(program);
            this.lanes = lanes;
            this.operands = program.inputs().size() + program.stores().size();
        }

        CodeSize size() {
            scalars(1, schedule.call());
            outer(0);
            most += STORE * (1 + blocks()) * schedule.outerStores().size();
            most += (3 + blocks()) * (LOOP + 2 * OPERAND * operands);
            for (int pass = 1; pass <= schedule.passes(); pass++) {
                pass(pass);
                outer(pass);
            }
            return new CodeSize(LEAST * instructions, most);
        }

        // Along rows, what is done for each column is done for each block of columns too.
        private void outer(int pass) {
            scalars(1, schedule.outer(pass));
            vectors(blocks(), schedule.outer(pass));
        }

        private void pass(int pass) {
            int reductions = schedule.reductions(pass).size();
            int copies = scalars(pass) + vectors(pass);
            scalars(scalars(pass), schedule.inner(pass));
            vectors(vectors(pass), schedule.inner(pass));
            // What is kept for the last pass is written and read once more.
            int stores = schedule.innerStores(pass).size() + 1;
            most += copies * (LOOP + STORE * stores);
            most += (2 * copies + 5) * FOLD * reductions;
            most += (2 + blocks()) * 2 * OPERAND * operands;
        }

        private void scalars(int copies, List<Integer> all) {
            instructions += copies * all.size();
            for (int i : all) {
                Instr instr = program.at(i);
                int[] bytes = {instr.op() == Opcode.LOAD ? OPERAND : SCALAR};
                instr.operands(_ -> bytes[0] += LOCAL);
                most += copies * bytes[0];
            }
        }

        private void vectors(int copies, List<Integer> all) {
            instructions += copies * all.size();
            for (int i : all) {
                Instr instr = program.at(i);
                int[] bytes = {instr.op() == Opcode.LOAD ? 2 * OPERAND : VECTOR};
                instr.operands(o -> bytes[0] += isVector(o) ? LOCAL : BROADCAST);
                most += copies * bytes[0];
            }
        }

        private boolean isVector(int number) {
            return schedule.domain(number) == Schedule.Domain.INNER;
        }

        // A reduction along columns has loops for wide groups, for single groups and for the rest.
        private int scalars(int pass) {
            if (lanes > 0 || program.axis() == Axis.ROWS || schedule.reductions(pass).isEmpty()) {
                return 1;
            }
            return schedule.groups(pass) > 1 ? 3 : 2;
        }

        private int vectors(int pass) {
            if (lanes == 0 || program.axis() == Axis.ROWS) {
                return blocks();
            }
            if (schedule.reductions(pass).isEmpty()) {
                return 1;
            }
            int groups = schedule.groups(pass);
            return (groups > 1 ? groups + 1 : 1) * ColumnLoops.GROUP / lanes;
        }

        private int blocks() {
            if (lanes == 0 || program.axis() == Axis.COLUMNS) {
                return 0;
            }
            int wide = schedule.blocks();
            return wide > 1 ? wide + 1 : 1;
        }
    }
}

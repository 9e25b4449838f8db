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

    /// Bytes that something takes at most: an instruction beside its operands, an operand from a
    /// local variable, one repeated in all lanes, what is stored, folded, addressed, moved to
    /// another row, and looped over.
    private record Bytes(
            int scalar,
            int vector,
            int local,
            int broadcast,
            int store,
            int fold,
            int operand,
            int move,
            int loop) {
        // A local variable beyond the first 256 takes two bytes more.
        static final Bytes FEW_LOCALS = new Bytes(14, 18, 2, 10, 54, 88, 24, 17, 20);
        static final Bytes MANY_LOCALS = new Bytes(16, 20, 4, 12, 72, 96, 32, 28, 32);
    }

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
        Count count = new Count(program, lanes, Bytes.FEW_LOCALS);
        CodeSize size = count.size();
        return count.hasFewLocals() ? size : new Count(program, lanes, Bytes.MANY_LOCALS).size();
    }

    private static final class Count {
        // This, three arrays, the numbers of rows and columns, and those of row and column.
        private static final int PARAMETERS = 8;

        private final Program program;
        private final Schedule schedule;
        private final int lanes;
        private final Bytes bytes;
        private final int operands;
        private int instructions;
        private int most;
        private int locals;

        Count(Program program, int lanes, Bytes bytes) {
            this.program = program;
            this.schedule = new Schedule(program);
            this.lanes = lanes;
            this.bytes = bytes;
            this.operands = program.inputs().size() + program.stores().size();
        }

        CodeSize size() {
            scalars(1, schedule.call());
            outer(0);
            most += bytes.store * (1 + blocks()) * schedule.outerStores().size();
            most += bytes.operand * operands + (1 + sweeps()) * sweep();
            for (int pass = 1; pass <= schedule.passes(); pass++) {
                pass(pass);
                outer(pass);
            }
            return new CodeSize(LEAST * instructions, most);
        }

        boolean hasFewLocals() {
            return locals + 4 * operands + PARAMETERS < 256;
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
            most += copies * (bytes.loop + bytes.store * stores);
            most += folds(copies) * bytes.fold * reductions;
            most += (1 + sweeps()) * sweep();
            locals += copies * (1 + 2 * reductions);
        }

        private void scalars(int copies, List<Integer> all) {
            instructions += copies * all.size();
            for (int i : all) {
                Instr instr = program.at(i);
                int[] size = {instr.op() == Opcode.LOAD ? bytes.operand : bytes.scalar};
                instr.operands(_ -> size[0] += Math.max(3, bytes.local));
                locals += copies * instr.kind().jvm().slotSize();
                most += copies * size[0];
            }
        }

        private void vectors(int copies, List<Integer> all) {
            instructions += copies * all.size();
            locals += copies * all.size();
            for (int i : all) {
                Instr instr = program.at(i);
                int[] size = {instr.op() == Opcode.LOAD ? 2 * bytes.operand : bytes.vector};
                instr.operands(o -> size[0] += isVector(o) ? bytes.local : bytes.broadcast);
                most += copies * size[0];
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

        // Along columns each copy is folded by halves too, and all copies into one.
        private int folds(int copies) {
            return program.axis() == Axis.ROWS ? Math.ceilDiv(copies, 2) : 2 * copies + 5;
        }

        // Loops over blocks of columns, each of which follows all operands from row to row.
        private int sweeps() {
            return Math.min(2, blocks());
        }

        private int sweep() {
            return bytes.loop + 2 * bytes.move * operands;
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

package io.jacquard.cpu.kernel;

import java.util.Optional;

/// Bounds of the length of a kernel's method, so that most kernels need not be written to know
/// whether the JIT compiler takes them, and none is written that the JVM would not load.
///
/// @param least bytes it has at least
/// @param most bytes it has at most
record CodeSize(int least, int most) {
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

    /// Bytes of what is written once.
    private enum Part {
        SCALAR(32),
        VECTOR(48),
        STORE(72),
        FOLD(96),
        OPERAND(32),
        LOOP(32);

        // The shortest instruction loads a value, does something and stores the result.
        private static final int LEAST = 4;

        private final int most;

        Part(int most) {
            this.most = most;
        }
    }

    private static final class Count {
        private final Program program;
        private final Schedule schedule;
        private final int lanes;
        private int instructions;
        private int most;

        Count(Program program, int lanes) {
            this.program = program;
            this.schedule = new Schedule(program);
            this.lanes = lanes;
        }

        CodeSize size() {
            int operands = program.inputs().size() + program.stores().size();
            add(Part.SCALAR, schedule.call().size() + schedule.outer(0).size());
            addBlocks(schedule.outer(0).size());
            most += Part.STORE.most * (1 + blocks()) * schedule.outerStores().size();
            most += (3 + blocks()) * (Part.LOOP.most + 2 * Part.OPERAND.most * operands);
            for (int pass = 1; pass <= schedule.passes(); pass++) {
                pass(pass, operands);
            }
            return new CodeSize(Part.LEAST * instructions, most);
        }

        private void add(Part part, int count) {
            instructions += count;
            most += part.most * count;
        }

        // Along rows, what is done for each column is done for each block of columns too.
        private void addBlocks(int count) {
            add(Part.VECTOR, blocks() * count);
        }

        private void pass(int pass, int operands) {
            int reductions = schedule.reductions(pass).size();
            int copies = scalars(pass) + vectors(pass);
            add(Part.SCALAR, scalars(pass) * schedule.inner(pass).size());
            add(Part.VECTOR, vectors(pass) * schedule.inner(pass).size());
            add(Part.SCALAR, schedule.outer(pass).size());
            addBlocks(schedule.outer(pass).size());
            // What is kept for the last pass is written and read once more.
            int stores = schedule.innerStores(pass).size() + 1;
            most += copies * (Part.LOOP.most + Part.STORE.most * stores);
            most += (2 * copies + 5) * Part.FOLD.most * reductions;
            most += (2 + blocks()) * 2 * Part.OPERAND.most * operands;
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

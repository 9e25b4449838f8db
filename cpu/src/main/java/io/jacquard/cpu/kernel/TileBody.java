package io.jacquard.cpu.kernel;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Writes instructions of a {@link Branchless} program a tile at a time: copies into arrays, loops
/// of arithmetic over them, and copies between arrays of floats and of their bits, which no loop
/// with vector code does.
final class TileBody {
    private static final ClassDesc SELF = KernelWriter.SELF;

    private final TileArrays arrays;
    private final TileArrays.Window window;
    private final Frame frame;
    private final Program program;
    private final CodeBuilder cb;
    private final ScalarBody scalars;
    private final int[] slots;
    private final boolean[] floating;

    /// @param scalars where values that are the same for all elements are found
    TileBody(TileArrays arrays, TileArrays.Window window, ScalarBody scalars) {
        this.arrays = arrays;
        this.window = window;
        this.frame = arrays.frame();
        this.program = frame.program();
        this.cb = frame.cb();
        this.scalars = scalars;
        this.slots = new int[program.instrs().size()];
        this.floating = new boolean[slots.length];
        Arrays.fill(slots, -1);
    }

    TileArrays.Window window() {
        return window;
    }

    boolean has(int number) {
        return slots[number] >= 0;
    }

    /// Gives an instruction an array, to be filled by the caller, in a local variable.
    int define(int number) {
        return define(number, isFloat(number));
    }

    private int define(int number, boolean floats) {
        floating[number] = floats;
        slots[number] = arrays.define(floats);
        return slots[number];
    }

    private boolean isFloat(int number) {
        return program.at(number).kind() == Kind.F;
    }

    /// The local variable with the array of a value, which is filled if it is the same for all
    /// elements.
    int array(int number) {
        if (!has(number)) {
            define(number);
            scalars.push(number);
            arrays.fill(slots[number], floating[number], window);
        }
        return slots[number];
    }

    /// Repeats a row of another body for all rows of a tile of `rows` rows.
    void repeat(int number, TileBody row, int rows) {
        int from = row.array(number);
        define(number);
        arrays.repeat(from, slots[number], floating[number], rows, row.window.columns());
    }

    /// Writes any value to the place of element store number `s`.
    void keep(int value, int s) {
        int from = array(value);
        arrays.store(from, floating[value], frame.output(s), window);
    }

    /// Writes element store number `s`.
    void store(int s) {
        keep(program.stores().get(s).value(), s);
    }

    /// Reads back what was kept.
    void reload(Schedule.Kept kept) {
        arrays.load(frame.output(kept.store()), window, true, define(kept.value()));
    }

    /// Computes instructions.
    ///
    /// @param all the instructions, operands before users
    /// @param read those of them whose arrays are read in their own kind
    /// @param stored those of them that are written to memory
    void compute(List<Integer> all, Set<Integer> read, Set<Integer> stored) {
        Uses uses = new Uses(program, all, read, stored);
        all.stream().filter(i -> uses.level(i) == 0 && !uses.isLoop(i)).forEach(i -> copy(i, uses));
        for (int level = 0; level <= uses.deepest(); level++) {
            int l = level;
            loop(all.stream().filter(i -> uses.isLoop(i) && uses.level(i) == l).toList(), uses);
            all.stream()
                    .filter(i -> uses.level(i) == l + 1 && !uses.isLoop(i))
                    .forEach(i -> copy(i, uses));
        }
    }

    private void copy(int number, Uses uses) {
        Instr i = program.at(number);
        switch (i.op()) {
            case LOAD -> {
                boolean floats = isFloat(number) && !uses.isBitsOnly(number);
                define(number, floats);
                arrays.load(i.input(), window, floats, slots[number]);
            }
            case COLUMN, ROW -> arrays.index(i.op() == Opcode.COLUMN, window, define(number));
            default -> bits(number, i.a(), uses);
        }
    }

    private void bits(int number, int from, Uses uses) {
        array(from);
        if (floating[from] == isFloat(number) || (isFloat(number) && uses.isBitsOnly(number))) {
            slots[number] = slots[from];
            floating[number] = floating[from];
        } else {
            arrays.bits(slots[from], floating[from], define(number), window);
        }
    }

    private void loop(List<Integer> instrs, Uses uses) {
        if (instrs.isEmpty()) {
            return;
        }
        Set<Integer> own = new HashSet<>(instrs);
        Set<Integer> read = new TreeSet<>();
        Set<Integer> same = new TreeSet<>();
        for (int i : instrs) {
            program.at(i)
                    .operands(o -> {
                        if (!own.contains(o) && program.at(o).op() != Opcode.CONSTANT) {
                            (has(o) ? read : same).add(o);
                        }
                    });
        }
        List<Integer> results = instrs.stream().filter(i -> uses.leaves(i, own)).toList();
        List<Integer> from = List.copyOf(read);
        List<Integer> values = List.copyOf(same);
        TileLoop loop = new TileLoop(program, instrs, from, values, results);
        results.forEach(this::define);
        from.forEach(a -> cb.aload(slots[a]));
        values.forEach(scalars::push);
        results.forEach(r -> cb.aload(slots[r]));
        cb.iload(window.count());
        cb.invokestatic(SELF, arrays.method(loop), loop.type());
    }

    /// Who needs what in a list of instructions.
    private static final class Uses {
        private final Program program;
        private final List<List<Integer>> users = new ArrayList<>();
        private final Set<Integer> read;
        private final Set<Integer> stored;
        private final int[] levels;

        Uses(Program program, List<Integer> all, Set<Integer> read, Set<Integer> stored) {
            this.program = program;
            this.read = read;
            this.stored = stored;
            this.levels = new int[program.instrs().size()];
            program.instrs().forEach(_ -> users.add(new ArrayList<>()));
            for (int number : all) {
                program.at(number)
                        .operands(o -> {
                            users.get(o).add(number);
                            levels[number] = Math.max(levels[number], levels[o]);
                        });
                if (program.at(number).op() == Opcode.BITS && isLoop(program.at(number).a())) {
                    levels[number]++;
                }
            }
        }

        /// The number of loops that must have run before.
        int level(int number) {
            return levels[number];
        }

        int deepest() {
            return Arrays.stream(levels).max().orElse(0);
        }

        boolean isLoop(int number) {
            return switch (program.at(number).op()) {
                case LOAD, COLUMN, ROW, BITS, REDUCE, CONSTANT -> false;
                default -> true;
            };
        }

        /// Whether a float is needed by its bits only.
        boolean isBitsOnly(int number) {
            return !read.contains(number)
                    && users.get(number).stream().allMatch(u -> program.at(u).op() == Opcode.BITS);
        }

        /// Whether a loop must write a value to an array.
        boolean leaves(int number, Set<Integer> loop) {
            return read.contains(number)
                    || stored.contains(number)
                    || !loop.containsAll(users.get(number));
        }
    }
}

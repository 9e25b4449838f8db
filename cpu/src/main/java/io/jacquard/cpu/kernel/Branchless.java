package io.jacquard.cpu.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Rewrites a program so that no truth value, comparison or selection is left in it: the JIT
/// compiler turns loops over arithmetic into vector code, but not loops over decisions.
///
/// A truth value becomes an integer, -1 or 0. Floats are compared by their bits: `key` maps them to
/// integers of the same order, both zeros to 0, and a NaN is told by its size. A selection mixes
/// bits. So all results have the bits of the program that is rewritten.
final class Branchless {
    private static final int SIZE = 0x7fffffff;
    private static final int INFINITY = 0x7f800000;
    private static final int ALL = -1;

    private final Program program;
    private final Code c = new Code();
    private final int[] values;

    private Branchless(Program program) {
        this.program = program;
        this.values = new int[program.instrs().size()];
        Arrays.fill(values, Instr.NONE);
    }

    /// The program rewritten, if it computes with f32 and integers of up to 32 bits only and calls
    /// nothing.
    static Optional<Program> of(Program program) {
        Schedule schedule = new Schedule(program);
        List<Integer> live =
                IntStream.range(0, program.instrs().size())
                        .filter(schedule::isLive)
                        .boxed()
                        .toList();
        if (!live.stream().allMatch(i -> isSimple(program.at(i)))) {
            return Optional.empty();
        }
        Branchless b = new Branchless(program);
        Program rewritten = b.rewrite(live);
        return b.reduces(schedule, new Schedule(rewritten))
                ? Optional.of(rewritten)
                : Optional.empty();
    }

    /// Whether the same reductions are in the same passes, so that they keep their order.
    private boolean reduces(Schedule before, Schedule after) {
        boolean same = before.passes() == after.passes();
        for (int pass = 1; same && pass <= after.passes(); pass++) {
            List<Integer> moved = before.reductions(pass).stream().map(r -> values[r]).toList();
            same = moved.equals(after.reductions(pass));
        }
        return same;
    }

    private static boolean isSimple(Instr i) {
        return i.op() != Opcode.CALL && i.kind() != Kind.D && i.kind() != Kind.L;
    }

    private Program rewrite(List<Integer> live) {
        for (int i : live) {
            values[i] = value(program.at(i));
        }
        List<Program.Store> stores =
                program.stores().stream()
                        .map(s -> new Program.Store(values[s.value()], s.dtype(), s.access()))
                        .toList();
        return new Program(program.axis(), program.inputs(), c.instrs(), stores);
    }

    private int value(Instr i) {
        boolean truth = i.kind() == Kind.Z;
        return switch (i.op()) {
            case EQ, NE, LT, LE, GT, GE -> compare(i.op(), values[i.a()], values[i.b()]);
            case SELECT -> select(values[i.a()], values[i.b()], values[i.c()]);
            case NOT -> not(values[i.a()]);
            case BITS -> bits(values[i.a()], i.kind());
            case CONSTANT -> truth ? c.i(i.bits() != 0 ? ALL : 0) : c.put(i);
            default ->
                    c.put(
                            new Instr(
                                    i.op(),
                                    truth ? Kind.I : i.kind(),
                                    moved(i.a()),
                                    moved(i.b()),
                                    moved(i.c()),
                                    i.detail()));
        };
    }

    private int moved(int operand) {
        return operand == Instr.NONE ? operand : values[operand];
    }

    private int bits(int x, Kind kind) {
        Instr i = c.at(x);
        if (i.op() == Opcode.BITS && c.kind(i.a()) == kind) {
            return i.a();
        }
        return i.op() == Opcode.CONSTANT ? c.constant(kind, i.bits()) : c.bits(x, kind);
    }

    private boolean isConstant(int x, long bits) {
        return c.at(x).op() == Opcode.CONSTANT && c.at(x).bits() == bits;
    }

    private int not(int mask) {
        Instr i = c.at(mask);
        if (i.op() == Opcode.CONSTANT) {
            return c.i(~(int) i.bits());
        }
        return i.op() == Opcode.XOR && isConstant(i.b(), ALL) ? i.a() : c.xor(mask, c.i(ALL));
    }

    private int select(int mask, int yes, int no) {
        Kind kind = c.kind(yes);
        int y = bits(yes, Kind.I);
        int n = bits(no, Kind.I);
        int mixed =
                isConstant(n, 0)
                        ? c.and(y, mask)
                        : isConstant(y, 0)
                                ? c.and(n, not(mask))
                                : c.xor(n, c.and(c.xor(y, n), mask));
        return bits(mixed, kind);
    }

    private int compare(Opcode op, int a, int b) {
        return switch (op) {
            case EQ -> equal(a, b);
            case NE -> not(equal(a, b));
            case LT -> both(less(a, b), a, b);
            case GT -> both(less(b, a), a, b);
            case LE -> both(not(less(b, a)), a, b);
            case GE -> both(not(less(a, b)), a, b);
            default -> throw Operators.none(op, Kind.I);
        };
    }

    private int equal(int a, int b) {
        if (a == b) {
            return both(c.i(ALL), a, b);
        }
        int other = c.xor(key(a), key(b));
        int same = not(c.shr(c.or(other, c.unary(Opcode.NEG, other)), 31));
        // Equal keys are both numbers or both not.
        return c.at(a).op() == Opcode.CONSTANT ? both(same, a, a) : both(same, b, b);
    }

    /// Without a look at NaN. The sign of the difference, corrected where that overflows.
    private int less(int a, int b) {
        int x = key(a);
        int y = key(b);
        if (isConstant(y, 0)) {
            return c.shr(x, 31);
        }
        int difference = c.sub(x, y);
        int overflow = c.and(c.xor(x, y), c.xor(difference, x));
        return c.shr(c.xor(difference, overflow), 31);
    }

    /// The mask where neither `a` nor `b` is NaN.
    private int both(int mask, int a, int b) {
        int number = withNumber(mask, a);
        return a == b ? number : withNumber(number, b);
    }

    private int withNumber(int mask, int x) {
        if (c.kind(x) != Kind.F) {
            return mask;
        }
        if (c.at(x).op() == Opcode.CONSTANT) {
            return Float.isNaN(Float.intBitsToFloat((int) c.at(x).bits())) ? c.i(0) : mask;
        }
        int size = c.and(bits(x, Kind.I), c.i(SIZE));
        int nan = c.shr(c.sub(c.i(INFINITY), size), 31);
        return isConstant(mask, ALL) ? not(nan) : c.and(mask, not(nan));
    }

    /// An integer in the order of the numbers; both zeros are 0.
    private int key(int x) {
        if (c.kind(x) != Kind.F) {
            return x;
        }
        int b = bits(x, Kind.I);
        if (c.at(b).op() == Opcode.CONSTANT) {
            int raw = (int) c.at(b).bits();
            return c.i(raw < 0 ? -(raw & SIZE) : raw);
        }
        int sign = c.shr(b, 31);
        return c.sub(c.xor(c.and(b, c.i(SIZE)), sign), sign);
    }
}

package io.jacquard.cpu.kernel;

import io.jacquard.ir.DType;
import java.util.ArrayList;
import java.util.List;

/// Rewrites nodes into primitive instructions.
final class Lowering {
    private final KernelSpec spec;
    private final List<DType> types;
    private final int[] values;
    private final Code c = new Code();
    private final FloatFunctions functions = new FloatFunctions(c);
    private final Conversions conversions = new Conversions(c);
    private final IntegerOps integers = new IntegerOps(c);

    private Lowering(KernelSpec spec) {
        this.spec = spec;
        this.types = NodeTypes.of(spec.inputs(), spec.nodes());
        this.values = new int[types.size()];
    }

    static Program lower(KernelSpec spec) {
        Lowering l = new Lowering(spec);
        for (int i = 0; i < l.values.length; i++) {
            l.values[i] = l.value(i, spec.nodes().get(i));
        }
        List<Program.Store> stores = new ArrayList<>();
        for (KernelSpec.Output o : spec.outputs()) {
            int stored = l.conversions.stored(l.values[o.node()], o.dtype());
            stores.add(new Program.Store(stored, o.dtype(), o.access()));
        }
        return new Program(spec.axis(), spec.inputs(), l.c.instrs(), stores);
    }

    private int value(int at, Node node) {
        return switch (node) {
            case Node.Input n ->
                    conversions.loaded(n.index(), spec.inputs().get(n.index()).dtype());
            case Node.Constant n -> c.constant(Conversions.kind(n.dtype()), n.bits());
            case Node.Column _ -> c.source(Opcode.COLUMN, Kind.I, Instr.PLAIN);
            case Node.Row _ -> c.source(Opcode.ROW, Kind.I, Instr.PLAIN);
            case Node.Unary n -> unary(n.op(), types.get(at), types.get(n.x()), values[n.x()]);
            case Node.Real n -> functions.of(n.op(), values[n.x()]);
            case Node.Binary n -> binary(n.op(), types.get(at), values[n.a()], values[n.b()]);
            case Node.Compare n -> compare(n.op(), types.get(n.a()), values[n.a()], values[n.b()]);
            case Node.Select n ->
                    select(types.get(at), values[n.condition()], values[n.yes()], values[n.no()]);
            case Node.Fma n -> c.fma(values[n.a()], values[n.b()], values[n.c()]);
            case Node.Convert n -> conversions.convert(values[n.x()], types.get(n.x()), n.dtype());
            case Node.Bitcast n -> conversions.bitcast(values[n.x()], types.get(n.x()), n.dtype());
            case Node.Reduce n -> reduce(n.op(), types.get(at), values[n.x()]);
        };
    }

    private int select(DType type, int condition, int yes, int no) {
        if (type != DType.BOOL) {
            return c.select(condition, yes, no);
        }
        return c.or(c.and(condition, yes), c.and(c.not(condition), no));
    }

    private int unary(UnaryOp op, DType type, DType from, int x) {
        return switch (op) {
            case NEGATE -> integers.wrap(type, c.unary(Opcode.NEG, x));
            case ABS -> type.isUnsigned() ? x : integers.wrap(type, c.abs(x));
            case SIGN -> sign(type, x);
            case NOT -> integers.not(type, x);
            case POPCNT -> integers.bitCount(type, x);
            case CLZ -> integers.leadingZeros(type, x);
            case IS_FINITE -> finite(from, x);
            case ROUND_BF16, ROUND_F16 -> {
                DType narrow = op == UnaryOp.ROUND_BF16 ? DType.BF16 : DType.F16;
                yield conversions.widened(conversions.stored(x, narrow), narrow);
            }
        };
    }

    private int sign(DType type, int x) {
        Kind kind = c.kind(x);
        int zero = c.number(kind, 0);
        if (type.isUnsigned()) {
            return c.select(c.ne(x, zero), c.number(kind, 1), zero);
        }
        int negative = c.select(c.lt(x, zero), c.number(kind, -1), x);
        return c.select(c.gt(x, zero), c.number(kind, 1), negative);
    }

    private int finite(DType from, int x) {
        int infinity =
                from == DType.F32
                        ? c.f(Float.POSITIVE_INFINITY)
                        : c.constant(Kind.D, Double.doubleToRawLongBits(Double.POSITIVE_INFINITY));
        return c.lt(c.abs(x), infinity);
    }

    private int binary(BinaryOp op, DType type, int a, int b) {
        if (type == DType.BOOL) {
            return logical(op, a, b);
        }
        return switch (op) {
            case ADD -> integers.wrap(type, c.add(a, b));
            case SUBTRACT -> integers.wrap(type, c.sub(a, b));
            case MULTIPLY -> integers.wrap(type, c.mul(a, b));
            case DIVIDE -> type.isFloat() ? c.div(a, b) : integers.quotient(type, a, b);
            case REMAINDER ->
                    type.isFloat() ? remainder(type, a, b) : integers.remainder(type, a, b);
            case MAXIMUM, MINIMUM -> extreme(op == BinaryOp.MAXIMUM, type, a, b);
            case POWER ->
                    type.isFloat()
                            ? inDouble(ScalarCalls.Name.POW, a, b)
                            : integers.power(type, a, b);
            case ATAN2 -> inDouble(ScalarCalls.Name.ATAN2, a, b);
            case AND -> c.and(a, b);
            case OR -> c.or(a, b);
            case XOR -> c.xor(a, b);
            case SHIFT_LEFT -> integers.shiftLeft(type, a, b);
            case SHIFT_RIGHT_ARITHMETIC -> integers.shiftRight(type, a, b);
            case SHIFT_RIGHT_LOGICAL -> integers.shiftRightLogical(type, a, b);
        };
    }

    private int logical(BinaryOp op, int a, int b) {
        return switch (op) {
            case ADD, MAXIMUM, OR -> c.or(a, b);
            case MULTIPLY, MINIMUM, AND -> c.and(a, b);
            case XOR -> c.xor(a, b);
            default -> throw new IllegalArgumentException("[kernel] " + op + " of bool");
        };
    }

    private int remainder(DType type, int a, int b) {
        boolean f32 = type == DType.F32;
        return c.call(f32 ? ScalarCalls.Name.REMAINDER_F : ScalarCalls.Name.REMAINDER_D, a, b);
    }

    private int inDouble(ScalarCalls.Name name, int a, int b) {
        return c.cast(c.call(name, c.cast(a, Kind.D), c.cast(b, Kind.D)), c.kind(a));
    }

    private int extreme(boolean max, DType type, int a, int b) {
        Opcode op = max ? Opcode.MAX : Opcode.MIN;
        if (type == DType.U32) {
            return integers.flip(c.binary(op, integers.flip(a), integers.flip(b)));
        }
        if (type != DType.F32 || isConstant(a) == isConstant(b)) {
            return c.binary(op, a, b);
        }
        return isConstant(a) ? bounded(max, b, a) : bounded(max, a, b);
    }

    private boolean isConstant(int x) {
        return c.at(x).op() == Opcode.CONSTANT;
    }

    /// Maximum or minimum with a constant as one comparison and one blend; NaN stays, and a tie is
    /// taken by the constant only where its zero is the right one.
    private int bounded(boolean max, int x, int limit) {
        float value = Float.intBitsToFloat((int) c.at(limit).bits());
        if (Float.isNaN(value)) {
            return limit;
        }
        boolean positive = Float.floatToRawIntBits(value) == 0;
        boolean negative = Float.floatToRawIntBits(value) == 0x80000000;
        boolean tie = max ? !negative : !positive;
        Opcode op = max ? (tie ? Opcode.LE : Opcode.LT) : (tie ? Opcode.GE : Opcode.GT);
        return c.select(c.binary(op, x, limit), limit, x);
    }

    private int compare(CompareOp op, DType type, int a, int b) {
        Opcode code =
                switch (op) {
                    case EQ -> Opcode.EQ;
                    case NE -> Opcode.NE;
                    case LT -> Opcode.LT;
                    case LE -> Opcode.LE;
                    case GT -> Opcode.GT;
                    case GE -> Opcode.GE;
                };
        if (type == DType.BOOL) {
            return c.binary(code, conversions.asInt(a), conversions.asInt(b));
        }
        boolean unsigned = type == DType.U32;
        return c.binary(code, unsigned ? integers.flip(a) : a, unsigned ? integers.flip(b) : b);
    }

    private int reduce(ReduceOp op, DType type, int x) {
        Opcode fold =
                switch (op) {
                    case SUM -> Opcode.ADD;
                    case PRODUCT -> Opcode.MUL;
                    case MAXIMUM -> Opcode.MAX;
                    case MINIMUM -> Opcode.MIN;
                    case AND -> Opcode.AND;
                    case OR -> Opcode.OR;
                };
        if (type == DType.BOOL) {
            return c.ne(c.reduce(fold, conversions.asInt(x)), c.i(0));
        }
        boolean ordered = fold == Opcode.MAX || fold == Opcode.MIN;
        if (type == DType.U32 && ordered) {
            return integers.flip(c.reduce(fold, integers.flip(x)));
        }
        if (type == DType.I8 && ordered) {
            // What nothing folds to is beyond the range: the nearest number of the dtype it is.
            return c.binary(fold, c.reduce(fold, x), c.i(fold == Opcode.MAX ? -128 : 127));
        }
        return integers.wrap(type, c.reduce(fold, x));
    }
}

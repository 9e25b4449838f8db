package io.jacquard.cpu.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A growing list of primitive instructions; equal instructions get one number.
final class Code {
    private final List<Instr> instrs = new ArrayList<>();
    private final Map<Instr, Integer> numbers = new HashMap<>();

    List<Instr> instrs() {
        return List.copyOf(instrs);
    }

    Instr at(int number) {
        return instrs.get(number);
    }

    Kind kind(int number) {
        return at(number).kind();
    }

    int put(Instr instr) {
        Integer known = numbers.putIfAbsent(instr, instrs.size());
        if (known != null) {
            return known;
        }
        instrs.add(instr);
        return instrs.size() - 1;
    }

    int f(double value) {
        return constant(Kind.F, Float.floatToRawIntBits((float) value));
    }

    int i(int value) {
        return constant(Kind.I, value);
    }

    /// A constant of raw bits.
    int constant(Kind kind, long bits) {
        return put(
                new Instr(
                        Opcode.CONSTANT,
                        kind,
                        Instr.NONE,
                        Instr.NONE,
                        Instr.NONE,
                        new Instr.Bits(bits)));
    }

    /// A small number as a constant of any kind but Z.
    int number(Kind kind, int value) {
        return switch (kind) {
            case F -> f(value);
            case D -> constant(kind, Double.doubleToRawLongBits(value));
            case I, L, Z -> constant(kind, value);
        };
    }

    int source(Opcode op, Kind kind, Instr.Detail detail) {
        return put(new Instr(op, kind, Instr.NONE, Instr.NONE, Instr.NONE, detail));
    }

    int unary(Opcode op, int a) {
        return put(new Instr(op, kind(a), a, Instr.NONE, Instr.NONE, Instr.PLAIN));
    }

    int binary(Opcode op, int a, int b) {
        return put(new Instr(op, op.isCompare() ? Kind.Z : kind(a), a, b, Instr.NONE, Instr.PLAIN));
    }

    int add(int a, int b) {
        return binary(Opcode.ADD, a, b);
    }

    int sub(int a, int b) {
        return binary(Opcode.SUB, a, b);
    }

    int mul(int a, int b) {
        return binary(Opcode.MUL, a, b);
    }

    int div(int a, int b) {
        return binary(Opcode.DIV, a, b);
    }

    int and(int a, int b) {
        return binary(Opcode.AND, a, b);
    }

    int or(int a, int b) {
        if (isRotation(at(a), at(b))) {
            return binary(Opcode.ROL, at(a).a(), at(a).b());
        }
        return binary(Opcode.OR, a, b);
    }

    private boolean isRotation(Instr left, Instr right) {
        if (left.op() != Opcode.SHL || right.op() != Opcode.USHR || left.a() != right.a()) {
            return false;
        }
        Instr by = at(left.b());
        Instr rest = at(right.b());
        return left.kind() == Kind.I
                && by.op() == Opcode.CONSTANT
                && rest.op() == Opcode.CONSTANT
                && by.bits() + rest.bits() == 32;
    }

    int xor(int a, int b) {
        return binary(Opcode.XOR, a, b);
    }

    int shl(int a, int count) {
        return binary(Opcode.SHL, a, i(count));
    }

    int shr(int a, int count) {
        return binary(Opcode.SHR, a, i(count));
    }

    int ushr(int a, int count) {
        return binary(Opcode.USHR, a, i(count));
    }

    int fma(int a, int b, int c) {
        return put(new Instr(Opcode.FMA, kind(a), a, b, c, Instr.PLAIN));
    }

    int abs(int a) {
        return unary(Opcode.ABS, a);
    }

    int not(int a) {
        return unary(Opcode.NOT, a);
    }

    int lt(int a, int b) {
        return binary(Opcode.LT, a, b);
    }

    int gt(int a, int b) {
        return binary(Opcode.GT, a, b);
    }

    int eq(int a, int b) {
        return binary(Opcode.EQ, a, b);
    }

    int ne(int a, int b) {
        return binary(Opcode.NE, a, b);
    }

    int select(int condition, int yes, int no) {
        if (yes == no) {
            return yes;
        }
        if (at(condition).op() == Opcode.CONSTANT) {
            return at(condition).bits() != 0 ? yes : no;
        }
        return put(new Instr(Opcode.SELECT, kind(yes), condition, yes, no, Instr.PLAIN));
    }

    int cast(int a, Kind kind) {
        return kind(a) == kind
                ? a
                : put(new Instr(Opcode.CAST, kind, a, Instr.NONE, Instr.NONE, Instr.PLAIN));
    }

    int bits(int a, Kind kind) {
        return kind(a) == kind
                ? a
                : put(new Instr(Opcode.BITS, kind, a, Instr.NONE, Instr.NONE, Instr.PLAIN));
    }

    int call(ScalarCalls.Name name, int a, int b) {
        return call(name.call(), a, b);
    }

    int call(Call call, int a, int b) {
        return put(new Instr(Opcode.CALL, call.result(), a, b, Instr.NONE, new Instr.Method(call)));
    }

    int reduce(Opcode fold, int a) {
        return put(
                new Instr(Opcode.REDUCE, kind(a), a, Instr.NONE, Instr.NONE, new Instr.Fold(fold)));
    }

    /// `((c0 x + c1) x + c2) ...`, f32, highest power first.
    int polynomial(int x, double... coefficients) {
        int sum = f(coefficients[0]);
        for (int k = 1; k < coefficients.length; k++) {
            sum = fma(sum, x, f(coefficients[k]));
        }
        return sum;
    }
}

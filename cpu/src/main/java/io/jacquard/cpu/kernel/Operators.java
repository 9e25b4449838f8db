package io.jacquard.cpu.kernel;

import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;

/// Primitive operations on the operand stack of the JVM.
final class Operators {
    private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
    private static final ClassDesc INTEGER = ClassDesc.of("java.lang.Integer");
    private static final MethodTypeDesc ROTATE = MethodTypeDesc.of(CD_int, CD_int, CD_int);
    private static final ClassDesc FLOAT = ClassDesc.of("java.lang.Float");
    private static final ClassDesc DOUBLE = ClassDesc.of("java.lang.Double");

    private final CodeBuilder cb;

    Operators(CodeBuilder cb) {
        this.cb = cb;
    }

    void write(Opcode op, Kind kind) {
        switch (op) {
            case MAX -> math("max", kind, 2);
            case MIN -> math("min", kind, 2);
            case FMA -> math("fma", kind, 3);
            case ABS -> math("abs", kind, 1);
            case SQRT -> sqrt(kind);
            case NOT -> cb.iconst_1().ixor();
            case ROL -> cb.invokestatic(INTEGER, "rotateLeft", ROTATE);
            default -> {
                switch (kind) {
                    case F -> ofFloats(op);
                    case D -> ofDoubles(op);
                    case L -> ofLongs(op);
                    case I, Z -> ofInts(op);
                }
            }
        }
    }

    private void math(String name, Kind kind, int arguments) {
        ClassDesc type = kind.jvm().upperBound();
        ClassDesc[] types = new ClassDesc[arguments];
        Arrays.fill(types, type);
        cb.invokestatic(MATH, name, MethodTypeDesc.of(type, types));
    }

    private void sqrt(Kind kind) {
        if (kind == Kind.D) {
            math("sqrt", kind, 1);
        } else {
            // The double root of a float, rounded to float, is the correctly rounded root.
            cb.f2d();
            math("sqrt", Kind.D, 1);
            cb.d2f();
        }
    }

    private void ofFloats(Opcode op) {
        switch (op) {
            case ADD -> cb.fadd();
            case SUB -> cb.fsub();
            case MUL -> cb.fmul();
            case DIV -> cb.fdiv();
            case NEG -> cb.fneg();
            default -> throw none(op, Kind.F);
        }
    }

    private void ofDoubles(Opcode op) {
        switch (op) {
            case ADD -> cb.dadd();
            case SUB -> cb.dsub();
            case MUL -> cb.dmul();
            case DIV -> cb.ddiv();
            case NEG -> cb.dneg();
            default -> throw none(op, Kind.D);
        }
    }

    private void ofLongs(Opcode op) {
        switch (op) {
            case ADD -> cb.ladd();
            case SUB -> cb.lsub();
            case MUL -> cb.lmul();
            case NEG -> cb.lneg();
            case AND -> cb.land();
            case OR -> cb.lor();
            case XOR -> cb.lxor();
            case SHL -> cb.lshl();
            case SHR -> cb.lshr();
            case USHR -> cb.lushr();
            default -> throw none(op, Kind.L);
        }
    }

    private void ofInts(Opcode op) {
        switch (op) {
            case ADD -> cb.iadd();
            case SUB -> cb.isub();
            case MUL -> cb.imul();
            case NEG -> cb.ineg();
            case AND -> cb.iand();
            case OR -> cb.ior();
            case XOR -> cb.ixor();
            case SHL -> cb.ishl();
            case SHR -> cb.ishr();
            case USHR -> cb.iushr();
            default -> throw none(op, Kind.I);
        }
    }

    static IllegalStateException none(Opcode op, Kind kind) {
        return new IllegalStateException("[kernel] no " + op + " of " + kind);
    }

    /// Leaves 1 or 0. A comparison with NaN is false, so NaN must fall on the failing side.
    void compare(Opcode op, Kind kind) {
        boolean less = op == Opcode.LT || op == Opcode.LE;
        Label yes = cb.newLabel();
        Label end = cb.newLabel();
        switch (kind) {
            case F -> {
                if (less) {
                    cb.fcmpg();
                } else {
                    cb.fcmpl();
                }
                branchOnSign(op, yes);
            }
            case D -> {
                if (less) {
                    cb.dcmpg();
                } else {
                    cb.dcmpl();
                }
                branchOnSign(op, yes);
            }
            case L -> {
                cb.lcmp();
                branchOnSign(op, yes);
            }
            case I, Z -> branchOnInts(op, yes);
        }
        cb.iconst_0().goto_(end).labelBinding(yes).iconst_1().labelBinding(end);
    }

    private void branchOnSign(Opcode op, Label yes) {
        switch (op) {
            case EQ -> cb.ifeq(yes);
            case NE -> cb.ifne(yes);
            case LT -> cb.iflt(yes);
            case LE -> cb.ifle(yes);
            case GT -> cb.ifgt(yes);
            case GE -> cb.ifge(yes);
            default -> throw none(op, Kind.Z);
        }
    }

    private void branchOnInts(Opcode op, Label yes) {
        switch (op) {
            case EQ -> cb.if_icmpeq(yes);
            case NE -> cb.if_icmpne(yes);
            case LT -> cb.if_icmplt(yes);
            case LE -> cb.if_icmple(yes);
            case GT -> cb.if_icmpgt(yes);
            case GE -> cb.if_icmpge(yes);
            default -> throw none(op, Kind.Z);
        }
    }

    void bits(Kind from, Kind to) {
        ClassDesc owner = from == Kind.F || to == Kind.F ? FLOAT : DOUBLE;
        String name =
                switch (to) {
                    case I -> "floatToRawIntBits";
                    case F -> "intBitsToFloat";
                    case L -> "doubleToRawLongBits";
                    case D -> "longBitsToDouble";
                    case Z -> throw none(Opcode.BITS, to);
                };
        MethodTypeDesc type = MethodTypeDesc.of(to.jvm().upperBound(), from.jvm().upperBound());
        cb.invokestatic(owner, name, type);
    }
}

package io.jacquard.cpu.kernel;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Writes instructions as plain bytecode, one value at a time. Values that an enclosing body has
/// computed are found there.
final class ScalarBody {
    private final Frame frame;
    private final Program program;
    private final CodeBuilder cb;
    private final @Nullable ScalarBody enclosing;
    private final Operators operators;
    private final int[] slots;

    ScalarBody(Frame frame, @Nullable ScalarBody enclosing) {
        this.frame = frame;
        this.program = frame.program();
        this.cb = frame.cb();
        this.enclosing = enclosing;
        this.operators = new Operators(cb);
        this.slots = new int[program.instrs().size()];
        Arrays.fill(slots, -1);
    }

    Frame frame() {
        return frame;
    }

    /// Gives an instruction a local variable, to be filled by the caller.
    int define(int number) {
        slots[number] = cb.allocateLocal(program.at(number).kind().jvm());
        return slots[number];
    }

    /// Puts the value on top of the stack into the local variable an instruction has.
    void assign(int number) {
        cb.storeLocal(program.at(number).kind().jvm(), slots[number]);
    }

    /// Computes an instruction into a new local variable.
    void compute(int number) {
        Instr i = program.at(number);
        write(i);
        cb.storeLocal(i.kind().jvm(), define(number));
    }

    void push(int number) {
        Instr i = program.at(number);
        if (i.op() == Opcode.CONSTANT) {
            pushConstant(i.kind(), i.bits());
        } else if (slots[number] >= 0) {
            cb.loadLocal(i.kind().jvm(), slots[number]);
        } else if (enclosing != null) {
            enclosing.push(number);
        } else {
            throw new IllegalStateException("[kernel] value " + number + " used before computed");
        }
    }

    /// Pushes a constant given by its raw bits.
    void pushConstant(Kind kind, long bits) {
        switch (kind) {
            case F -> cb.loadConstant(Float.intBitsToFloat((int) bits));
            case D -> cb.loadConstant(Double.longBitsToDouble(bits));
            case L -> cb.loadConstant(bits);
            case I, Z -> cb.loadConstant((int) bits);
        }
    }

    /// Writes element store number `s`.
    void store(int s) {
        keep(program.stores().get(s).value(), s);
    }

    /// Writes any value to the place of element store number `s`.
    void keep(int value, int s) {
        frame.store(frame.output(s), program.at(value).kind(), () -> push(value));
    }

    /// Reads back what was kept.
    void reload(Schedule.Kept kept) {
        frame.load(frame.output(kept.store()), Kind.F);
        cb.storeLocal(Kind.F.jvm(), define(kept.value()));
    }

    /// Folds the value on top of the stack into the one below.
    void fold(Opcode op, Kind kind) {
        operators.write(op, kind);
    }

    private void write(Instr i) {
        switch (i.op()) {
            case LOAD -> frame.load(i.input(), i.kind());
            case CONSTANT -> pushConstant(i.kind(), i.bits());
            case COLUMN -> cb.iload(frame.column());
            case ROW -> cb.iload(frame.row());
            case REDUCE -> throw new IllegalStateException("[kernel] reductions are loops");
            case ADD,
                    SUB,
                    MUL,
                    DIV,
                    MAX,
                    MIN,
                    FMA,
                    NEG,
                    ABS,
                    SQRT,
                    AND,
                    OR,
                    XOR,
                    NOT,
                    SHL,
                    SHR,
                    USHR,
                    ROL -> {
                pushOperands(i);
                operators.write(i.op(), i.kind());
            }
            case EQ, NE, LT, LE, GT, GE -> {
                pushOperands(i);
                operators.compare(i.op(), program.at(i.a()).kind());
            }
            case SELECT -> select(i);
            case CAST -> {
                push(i.a());
                cb.conversion(program.at(i.a()).kind().jvm(), i.kind().jvm());
            }
            case BITS -> {
                push(i.a());
                operators.bits(program.at(i.a()).kind(), i.kind());
            }
            case CALL -> {
                pushOperands(i);
                Call call = i.method();
                cb.invokestatic(ClassDesc.of(call.owner()), call.method(), call.type());
            }
        }
    }

    private void pushOperands(Instr i) {
        i.operands(this::push);
    }

    private void select(Instr i) {
        Label no = cb.newLabel();
        Label end = cb.newLabel();
        push(i.a());
        cb.ifeq(no);
        push(i.b());
        cb.goto_(end).labelBinding(no);
        push(i.c());
        cb.labelBinding(end);
    }
}

package io.jacquard.cpu.kernel;

import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Writes instructions as calls of the Vector API, one vector at a time, in flat code: a vector
/// that crosses a call which is not inlined is boxed, and a hundred times slower.
final class VectorBody {
    private final Frame frame;
    private final Program program;
    private final CodeBuilder cb;
    private final int lanes;
    private final ScalarBody scalars;
    private final @Nullable VectorBody enclosing;
    private final int ahead;
    private final int[] slots;

    /// A body for `lanes` columns that begin `copy * lanes` after the current one.
    ///
    /// @param scalars where values that are the same for all lanes are found
    /// @param enclosing where vectors of an enclosing loop are found
    VectorBody(ScalarBody scalars, @Nullable VectorBody enclosing, int lanes, int copy) {
        this.frame = scalars.frame();
        this.program = frame.program();
        this.cb = frame.cb();
        this.lanes = lanes;
        this.scalars = scalars;
        this.enclosing = enclosing;
        this.ahead = copy * lanes;
        this.slots = new int[program.instrs().size()];
        Arrays.fill(slots, -1);
    }

    /// Gives an instruction a local variable, to be filled by the caller.
    int define(int number) {
        slots[number] = cb.allocateLocal(TypeKind.REFERENCE);
        return slots[number];
    }

    /// Puts the vector on top of the stack into the local variable an instruction has.
    void assign(int number) {
        cb.astore(slots[number]);
    }

    void compute(int number) {
        write(program.at(number));
        cb.astore(define(number));
    }

    private boolean isComputed(int number) {
        return slots[number] >= 0 || (enclosing != null && enclosing.isComputed(number));
    }

    private void pushComputed(int number) {
        if (slots[number] >= 0) {
            cb.aload(slots[number]);
        } else if (enclosing != null) {
            enclosing.pushComputed(number);
        }
    }

    void push(int number) {
        if (isComputed(number)) {
            pushComputed(number);
        } else {
            Kind kind = program.at(number).kind();
            species(kind);
            scalars.push(number);
            cb.invokestatic(VectorTypes.of(kind), "broadcast", VectorTypes.broadcast(kind));
        }
    }

    /// Pushes a truth value as a mask for vectors of `kind`.
    private void pushMask(int number, Kind kind) {
        if (isComputed(number)) {
            pushComputed(number);
            if (maskKind(number) != kind) {
                species(kind);
                cb.invokevirtual(VectorTypes.MASK, "cast", VectorTypes.MASK_CAST);
            }
        } else {
            species(kind);
            scalars.push(number);
            cb.invokeinterface(VectorTypes.SPECIES, "maskAll", VectorTypes.MASK_ALL);
        }
    }

    /// The kind of the vectors that a computed truth value was made for.
    private Kind maskKind(int number) {
        Instr i = program.at(number);
        return switch (i.op()) {
            case EQ, NE, LT, LE, GT, GE -> program.at(i.a()).kind();
            case NOT -> maskKind(i.a());
            case AND, OR, XOR -> isComputed(i.a()) ? maskKind(i.a()) : maskKind(i.b());
            default -> Kind.I;
        };
    }

    void species(Kind kind) {
        species(VectorTypes.of(kind), 32);
    }

    private void species(ClassDesc vector, int bits) {
        cb.getstatic(vector, "SPECIES_" + lanes * bits, VectorTypes.SPECIES);
    }

    private void order() {
        boolean little = java.nio.ByteOrder.nativeOrder() == java.nio.ByteOrder.LITTLE_ENDIAN;
        cb.getstatic(
                VectorTypes.BYTE_ORDER,
                little ? "LITTLE_ENDIAN" : "BIG_ENDIAN",
                VectorTypes.BYTE_ORDER);
    }

    private void operator(String name, ClassDesc type) {
        cb.getstatic(VectorTypes.OPERATORS, name, type);
    }

    private void write(Instr i) {
        switch (i.op()) {
            case LOAD -> load(i);
            case COLUMN -> {
                species(Kind.I);
                cb.iload(frame.column()).loadConstant(ahead).iadd();
                cb.invokestatic(VectorTypes.INT, "broadcast", VectorTypes.broadcast(Kind.I));
                cb.iconst_1();
                cb.invokevirtual(
                        VectorTypes.INT, "addIndex", MethodTypeDesc.of(VectorTypes.INT, CD_int));
            }
            case ROW -> {
                species(Kind.I);
                cb.iload(frame.row());
                cb.invokestatic(VectorTypes.INT, "broadcast", VectorTypes.broadcast(Kind.I));
            }
            case ADD, SUB, MUL, DIV, MAX, MIN, AND, OR, XOR -> {
                if (i.kind() == Kind.Z) {
                    maskBinary(i);
                } else {
                    push(i.a());
                    push(i.b());
                    fold(i.op(), i.kind());
                }
            }
            case SHL, SHR, USHR, ROL -> shift(i);
            case FMA -> {
                i.operands(this::push);
                ClassDesc v = VectorTypes.of(i.kind());
                cb.invokevirtual(
                        v, "fma", MethodTypeDesc.of(v, VectorTypes.VECTOR, VectorTypes.VECTOR));
            }
            case NEG, ABS, SQRT -> {
                push(i.a());
                ClassDesc v = VectorTypes.of(i.kind());
                String name = i.op().name().toLowerCase(java.util.Locale.ROOT);
                cb.invokevirtual(v, name, MethodTypeDesc.of(v));
            }
            case NOT -> {
                pushMask(i.a(), maskKind(i.a()));
                cb.invokevirtual(VectorTypes.MASK, "not", VectorTypes.MASK_UNARY);
            }
            case EQ, NE, LT, LE, GT, GE -> {
                push(i.a());
                operator(i.op().name(), VectorTypes.COMPARISON);
                push(i.b());
                ClassDesc v = VectorTypes.of(program.at(i.a()).kind());
                cb.invokevirtual(v, "compare", VectorTypes.COMPARE);
            }
            case SELECT -> select(i);
            case CAST -> {
                push(i.a());
                operator(i.kind() == Kind.F ? "I2F" : "F2I", VectorTypes.CONVERSION);
                cb.iconst_0();
                cb.invokevirtual(VectorTypes.VECTOR, "convert", VectorTypes.CONVERT);
                cb.checkcast(VectorTypes.of(i.kind()));
            }
            case BITS -> {
                push(i.a());
                ClassDesc v = VectorTypes.of(i.kind());
                String name = i.kind() == Kind.F ? "reinterpretAsFloats" : "reinterpretAsInts";
                cb.invokevirtual(VectorTypes.VECTOR, name, MethodTypeDesc.of(v));
            }
            case CONSTANT, REDUCE, CALL -> throw Operators.none(i.op(), i.kind());
        }
    }

    /// Folds the vector on top of the stack into the one below.
    void fold(Opcode op, Kind kind) {
        ClassDesc v = VectorTypes.of(kind);
        MethodTypeDesc type = MethodTypeDesc.of(v, VectorTypes.VECTOR);
        switch (op) {
            case ADD, SUB, MUL, DIV, MAX, MIN, AND, OR ->
                    cb.invokevirtual(v, op.name().toLowerCase(java.util.Locale.ROOT), type);
            case XOR -> {
                operator("XOR", VectorTypes.ASSOCIATIVE);
                cb.swap();
                cb.invokevirtual(
                        v,
                        "lanewise",
                        MethodTypeDesc.of(v, VectorTypes.BINARY, VectorTypes.VECTOR));
            }
            default -> throw Operators.none(op, kind);
        }
    }

    /// Pushes a vector of what folding starts from.
    void pushIdentity(Opcode op, Kind kind) {
        species(kind);
        scalars.pushConstant(kind, Folding.identity(op, kind));
        cb.invokestatic(VectorTypes.of(kind), "broadcast", VectorTypes.broadcast(kind));
    }

    /// Folds the lanes of the vector in a local variable by halves and leaves the scalar.
    void combineLanes(int slot, Opcode op, Kind kind, ClassDesc owner) {
        ClassDesc v = VectorTypes.of(kind);
        if (kind == Kind.I) {
            cb.aload(slot);
            operator(op.name(), VectorTypes.ASSOCIATIVE);
            cb.invokevirtual(v, "reduceLanes", MethodTypeDesc.of(CD_int, VectorTypes.ASSOCIATIVE));
            return;
        }
        for (int by = lanes / 2; by > 0; by /= 2) {
            cb.aload(slot).dup();
            cb.getstatic(owner, KernelWriter.rotation(by), VectorTypes.SHUFFLE);
            cb.invokevirtual(v, "rearrange", MethodTypeDesc.of(v, VectorTypes.SHUFFLE));
            fold(op, kind);
            cb.astore(slot);
        }
        cb.aload(slot).iconst_0();
        cb.invokevirtual(v, "lane", MethodTypeDesc.of(VectorTypes.element(kind), CD_int));
    }

    private void shift(Instr i) {
        push(i.a());
        String name =
                switch (i.op()) {
                    case SHL -> "LSHL";
                    case SHR -> "ASHR";
                    case ROL -> "ROL";
                    default -> "LSHR";
                };
        operator(name, VectorTypes.BINARY);
        ClassDesc v = VectorTypes.of(i.kind());
        Instr count = program.at(i.b());
        if (count.op() == Opcode.CONSTANT) {
            cb.loadConstant((int) count.bits());
            cb.invokevirtual(v, "lanewise", MethodTypeDesc.of(v, VectorTypes.BINARY, CD_int));
        } else {
            push(i.b());
            cb.invokevirtual(
                    v, "lanewise", MethodTypeDesc.of(v, VectorTypes.BINARY, VectorTypes.VECTOR));
        }
    }

    private void maskBinary(Instr i) {
        Kind kind = isComputed(i.a()) ? maskKind(i.a()) : maskKind(i.b());
        pushMask(i.a(), kind);
        pushMask(i.b(), kind);
        String name = i.op().name().toLowerCase(java.util.Locale.ROOT);
        cb.invokevirtual(VectorTypes.MASK, name, VectorTypes.MASK_BINARY);
    }

    private void select(Instr i) {
        push(i.c());
        push(i.b());
        pushMask(i.a(), i.kind());
        ClassDesc v = VectorTypes.of(i.kind());
        cb.invokevirtual(v, "blend", MethodTypeDesc.of(v, VectorTypes.VECTOR, VectorTypes.MASK));
    }

    private void load(Instr i) {
        int operand = i.input();
        Access access = frame.access(operand);
        if (access == Access.ROW || access == Access.UNIFORM) {
            species(i.kind());
            frame.load(operand, i.kind());
            cb.invokestatic(VectorTypes.of(i.kind()), "broadcast", VectorTypes.broadcast(i.kind()));
            return;
        }
        int bits = frame.size(operand) * 8;
        fromMemory(operand, inMemory(bits, i.kind()), bits);
        if (bits < 32) {
            boolean signed = program.inputs().get(operand).dtype() == io.jacquard.ir.DType.I8;
            String from = bits == 8 ? "B2I" : "S2I";
            convertShape(signed ? from : "ZERO_EXTEND_" + from, VectorTypes.INT, 32);
        }
    }

    private void fromMemory(int operand, ClassDesc vector, int bits) {
        species(vector, bits);
        frame.pushMemory();
        frame.pushAddress(operand, ahead);
        order();
        cb.invokestatic(vector, "fromMemorySegment", VectorTypes.fromSegment(vector));
    }

    /// Reads back what was kept.
    void reload(Schedule.Kept kept) {
        fromMemory(frame.output(kept.store()), VectorTypes.FLOAT, 32);
        cb.astore(define(kept.value()));
    }

    private static ClassDesc inMemory(int bits, Kind kind) {
        return switch (bits) {
            case 8 -> VectorTypes.BYTE;
            case 16 -> VectorTypes.SHORT;
            default -> VectorTypes.of(kind);
        };
    }

    private void convertShape(String conversion, ClassDesc vector, int bits) {
        operator(conversion, VectorTypes.CONVERSION);
        species(vector, bits);
        cb.iconst_0();
        cb.invokevirtual(VectorTypes.VECTOR, "convertShape", VectorTypes.CONVERT_SHAPE);
        cb.checkcast(vector);
    }

    /// Writes element store number `s`.
    void store(int s) {
        keep(program.stores().get(s).value(), s);
    }

    /// Writes any value to the place of element store number `s`.
    void keep(int value, int s) {
        int operand = frame.output(s);
        int bits = frame.size(operand) * 8;
        ClassDesc v = inMemory(bits, program.at(value).kind());
        push(value);
        if (bits < 32) {
            convertShape(bits == 8 ? "I2B" : "I2S", v, bits);
        }
        frame.pushMemory();
        frame.pushAddress(operand, ahead);
        order();
        cb.invokevirtual(v, "intoMemorySegment", VectorTypes.INTO_SEGMENT);
    }
}

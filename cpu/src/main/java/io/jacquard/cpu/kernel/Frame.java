package io.jacquard.cpu.kernel;

import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/// The local variables that all parts of a generated `run` share, and addresses made from them.
final class Frame {
    private static final int ADDRESSES = 1;
    private static final int ROW_STRIDES = 2;
    private static final int COLUMN_STEPS = 3;
    private static final int ROWS = 4;
    private static final int COLUMNS = 5;

    private static final ClassDesc MEMORY = Memory.class.describeConstable().orElseThrow();
    private static final ClassDesc SEGMENT = ClassDesc.of("java.lang.foreign.MemorySegment");

    private final CodeBuilder cb;
    private final Program program;
    private final Schedule schedule;
    private final int[] bases;
    private final int[] pointers;
    private final int row;
    private final int column;

    Frame(CodeBuilder cb, Program program, Schedule schedule) {
        this.cb = cb;
        this.program = program;
        this.schedule = schedule;
        int operands = program.inputs().size() + program.stores().size();
        this.bases = new int[operands];
        this.pointers = new int[operands];
        this.row = cb.allocateLocal(TypeKind.INT);
        this.column = cb.allocateLocal(TypeKind.INT);
        for (int i = 0; i < operands; i++) {
            bases[i] = cb.allocateLocal(TypeKind.LONG);
            pointers[i] = cb.allocateLocal(TypeKind.LONG);
            cb.aload(ADDRESSES).loadConstant(i).laload().dup2();
            cb.lstore(bases[i]).lstore(pointers[i]);
        }
    }

    CodeBuilder cb() {
        return cb;
    }

    Program program() {
        return program;
    }

    Schedule schedule() {
        return schedule;
    }

    int row() {
        return row;
    }

    int column() {
        return column;
    }

    void pushRows() {
        cb.iload(ROWS);
    }

    void pushColumns() {
        cb.iload(COLUMNS);
    }

    /// Number of the operand a store writes.
    int output(int store) {
        return program.inputs().size() + store;
    }

    Access access(int operand) {
        int inputs = program.inputs().size();
        return operand < inputs
                ? program.inputs().get(operand).access()
                : program.stores().get(operand - inputs).access();
    }

    int size(int operand) {
        int inputs = program.inputs().size();
        return operand < inputs
                ? program.inputs().get(operand).dtype().bytes()
                : program.stores().get(operand - inputs).dtype().bytes();
    }

    /// Moves every pointer that follows the rows to the next row.
    void nextRow() {
        for (int i = 0; i < pointers.length; i++) {
            Access access = access(i);
            if (access == Access.ELEMENT || access == Access.ROW || access == Access.STRIDED) {
                cb.lload(pointers[i]).aload(ROW_STRIDES).loadConstant(i).laload();
                cb.ladd().lstore(pointers[i]);
            }
        }
    }

    /// Sets every pointer to the first row at the current column (axis rows).
    void firstRow() {
        for (int i = 0; i < pointers.length; i++) {
            cb.lload(bases[i]);
            if (followsColumns(i)) {
                pushColumnOffset(i);
                cb.ladd();
            }
            cb.lstore(pointers[i]);
        }
    }

    private boolean followsColumns(int operand) {
        Access access = access(operand);
        return access == Access.ELEMENT || access == Access.COLUMN || access == Access.STRIDED;
    }

    private void pushColumnOffset(int operand) {
        cb.iload(column).i2l();
        if (access(operand) == Access.STRIDED) {
            cb.aload(COLUMN_STEPS).loadConstant(operand).laload().lmul();
        } else if (size(operand) > 1) {
            cb.loadConstant(Integer.numberOfTrailingZeros(size(operand))).lshl();
        }
    }

    /// Pushes the address of an operand at the current row and column, `ahead` columns further.
    void pushAddress(int operand, int ahead) {
        cb.lload(pointers[operand]);
        if (program.axis() == Axis.COLUMNS && followsColumns(operand)) {
            pushColumnOffset(operand);
            cb.ladd();
        }
        if (ahead != 0) {
            cb.loadConstant((long) ahead * size(operand)).ladd();
        }
    }

    /// Pushes the address of an operand at the row and column in two local variables.
    void pushAddressAt(int operand, int firstRow, int firstColumn) {
        Access access = access(operand);
        cb.lload(bases[operand]);
        if (access == Access.ELEMENT || access == Access.ROW || access == Access.STRIDED) {
            pushRowStride(operand);
            cb.iload(firstRow).i2l().lmul().ladd();
        }
        if (followsColumns(operand)) {
            pushColumnStep(operand);
            cb.iload(firstColumn).i2l().lmul().ladd();
        }
    }

    /// Pushes the bytes from one row of an operand to the next.
    void pushRowStride(int operand) {
        Access access = access(operand);
        if (access == Access.COLUMN || access == Access.UNIFORM) {
            cb.lconst_0();
        } else {
            cb.aload(ROW_STRIDES).loadConstant(operand).laload();
        }
    }

    /// Pushes the bytes from one column of an operand to the next.
    void pushColumnStep(int operand) {
        switch (access(operand)) {
            case STRIDED -> cb.aload(COLUMN_STEPS).loadConstant(operand).laload();
            case ELEMENT, COLUMN -> cb.loadConstant((long) size(operand));
            case ROW, UNIFORM -> cb.lconst_0();
        }
    }

    /// Pushes the segment that is all of memory.
    void pushMemory() {
        cb.getstatic(MEMORY, "ALL", SEGMENT);
    }

    void load(int operand, Kind kind) {
        pushAddress(operand, 0);
        cb.invokestatic(
                MEMORY, accessor(operand), MethodTypeDesc.of(kind.jvm().upperBound(), CD_long));
    }

    /// Stores what `push` leaves on the stack.
    void store(int operand, Kind kind, Runnable push) {
        pushAddress(operand, 0);
        push.run();
        MethodTypeDesc type =
                MethodTypeDesc.of(TypeKind.VOID.upperBound(), CD_long, kind.jvm().upperBound());
        cb.invokestatic(MEMORY, accessor(operand), type);
    }

    /// Name of the methods that read and write elements of an operand.
    String accessor(int operand) {
        int inputs = program.inputs().size();
        return Memory.accessor(
                operand < inputs
                        ? program.inputs().get(operand).dtype()
                        : program.stores().get(operand - inputs).dtype());
    }

    /// A loop `for (; variable + step <= limit; variable += step) body`.
    void loop(int variable, Runnable limit, int step, Runnable body) {
        var test = cb.newLabel();
        var top = cb.newLabel();
        cb.goto_(test).labelBinding(top);
        body.run();
        cb.iinc(variable, step).labelBinding(test);
        cb.iload(variable);
        limit.run();
        if (step > 1) {
            cb.loadConstant(step).isub();
        }
        if (step > 1) {
            cb.if_icmple(top);
        } else {
            cb.if_icmplt(top);
        }
    }
}

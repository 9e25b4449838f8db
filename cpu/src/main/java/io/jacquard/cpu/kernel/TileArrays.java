package io.jacquard.cpu.kernel;

import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Hands out the arrays and the loops of a kernel that works on tiles, and writes calls of {@link
/// Tiles}.
final class TileArrays {
    private static final ClassDesc TILES = Tiles.class.describeConstable().orElseThrow();
    private static final ClassDesc FLOATS = CD_float.arrayType();
    private static final ClassDesc INTS = CD_int.arrayType();

    /// Elements of a tile: what fits into the nearest cache together, a multiple of the width of
    /// any reduction.
    private static final int LONGEST = 1024;

    private static final int SHORTEST = 256;
    private static final int CACHED = 10_240;

    /// Local variables with the part of the operands a tile is.
    ///
    /// @param row the first row
    /// @param rows the number of rows
    /// @param column the first column
    /// @param columns the number of columns
    /// @param count the number of elements
    record Window(int row, int rows, int column, int columns, int count) {}

    private final Frame frame;
    private final CodeBuilder cb;
    private final int length;
    private final int own;
    private final Map<TileLoop, String> loops = new LinkedHashMap<>();
    private int floats;
    private int ints;

    TileArrays(Frame frame) {
        this.frame = frame;
        this.cb = frame.cb();
        long fits = Math.clamp(CACHED / Math.max(1, count(frame.program())), SHORTEST, LONGEST);
        this.length = Integer.highestOneBit((int) fits);
        this.own = cb.allocateLocal(TypeKind.REFERENCE);
        cb.invokestatic(TILES, "own", MethodTypeDesc.of(TILES)).astore(own);
    }

    /// The number of arrays that a tile of a program takes, nearly.
    static long count(Program program) {
        long moved = program.instrs().stream().filter(i -> i.op() == Opcode.BITS).count();
        long read = program.inputs().stream().filter(i -> i.access() != Access.UNIFORM).count();
        return read + program.stores().size() + moved;
    }

    Frame frame() {
        return frame;
    }

    /// Elements of a tile.
    int length() {
        return length;
    }

    Map<TileLoop, String> loops() {
        return loops;
    }

    private ClassDesc array(boolean floating) {
        return floating ? FLOATS : INTS;
    }

    /// Gives a new array to a new local variable.
    int define(boolean floating) {
        int slot = cb.allocateLocal(TypeKind.REFERENCE);
        cb.aload(own).loadConstant(floating ? floats++ : ints++).loadConstant(length);
        MethodTypeDesc type = MethodTypeDesc.of(array(floating), CD_int, CD_int);
        cb.invokevirtual(TILES, floating ? "floats" : "ints", type).astore(slot);
        return slot;
    }

    /// Pushes how many rows of as many columns as the top of the stack says a tile takes.
    void rows() {
        cb.loadConstant(length).swap();
        cb.invokestatic(TILES, "rows", MethodTypeDesc.of(CD_int, CD_int, CD_int));
    }

    /// Reads an operand into an array.
    void load(int operand, Window window, boolean floating, int array) {
        size(window);
        place(operand, window);
        cb.aload(array);
        MethodTypeDesc type = place(operand).insertParameterTypes(places(operand), array(floating));
        cb.invokevirtual(TILES, name(operand, floating), type);
    }

    /// Writes an array to an operand.
    void store(int array, boolean floating, int operand, Window window) {
        String name = name(operand, floating);
        size(window);
        cb.aload(array);
        place(operand, window);
        MethodTypeDesc type = place(operand).insertParameterTypes(0, array(floating));
        cb.invokevirtual(TILES, name.equals("u8") ? "i8" : name, type);
    }

    private String name(int operand, boolean floating) {
        String name = frame.accessor(operand);
        return name.equals("f32") && !floating ? "i32" : name;
    }

    private void size(Window w) {
        cb.aload(own).iload(w.rows).iload(w.columns);
        cb.invokevirtual(TILES, "of", MethodTypeDesc.of(TILES, CD_int, CD_int));
    }

    /// How many numbers say where an operand lies: the step from column to column is one of them
    /// where it is not the size of a float.
    private int places(int operand) {
        Access access = frame.access(operand);
        boolean apart = access == Access.STRIDED || access == Access.ROW;
        return apart || frame.size(operand) < Float.BYTES ? 3 : 2;
    }

    private MethodTypeDesc place(int operand) {
        return MethodTypeDesc.of(CD_void, Collections.nCopies(places(operand), CD_long));
    }

    private void place(int operand, Window w) {
        frame.pushAddressAt(operand, w.row, w.column);
        frame.pushRowStride(operand);
        if (places(operand) > 2) {
            frame.pushColumnStep(operand);
        }
    }

    /// Writes the numbers of columns or rows to an array of ints.
    void index(boolean columns, Window w, int array) {
        cb.aload(array).iload(columns ? w.column : w.row).iload(w.rows).iload(w.columns);
        cb.invokestatic(
                TILES,
                columns ? "columns" : "rows",
                MethodTypeDesc.of(CD_void, INTS, CD_int, CD_int, CD_int));
    }

    /// Copies an array to one of the other type, bit by bit.
    void bits(int from, boolean floating, int to, Window w) {
        cb.aload(from).aload(to).iload(w.count);
        cb.invokestatic(
                TILES,
                "bits",
                MethodTypeDesc.of(CD_void, array(floating), array(!floating), CD_int));
    }

    /// Fills an array with the value on top of the stack.
    void fill(int array, boolean floating, Window w) {
        ClassDesc value = floating ? CD_float : CD_int;
        cb.aload(array).swap().iload(w.count);
        cb.invokestatic(TILES, "fill", MethodTypeDesc.of(CD_void, array(floating), value, CD_int));
    }

    /// Repeats a row for all rows of a tile of that many rows.
    void repeat(int row, int to, boolean floating, int rows, int columns) {
        cb.aload(row).aload(to).iload(rows).iload(columns);
        cb.invokestatic(
                TILES,
                "repeat",
                MethodTypeDesc.of(CD_void, array(floating), array(floating), CD_int, CD_int));
    }

    /// Name of the method of a loop, which the class gets.
    String method(TileLoop loop) {
        return loops.computeIfAbsent(loop, _ -> "loop" + loops.size());
    }
}

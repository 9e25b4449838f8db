package io.jacquard.cpu.kernel;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Writes a kernel that works on tiles: several rows, or a part of one, are copied into arrays,
/// computed by loops that the JIT compiler turns into vector code, and copied back.
final class TileLoops {
    private static final ClassDesc OPCODE = Opcode.class.describeConstable().orElseThrow();
    private static final ClassDesc FOLDING = Folding.class.describeConstable().orElseThrow();
    private static final ClassDesc FOLDS = TileFolds.class.describeConstable().orElseThrow();

    private final Frame frame;
    private final CodeBuilder cb;
    private final Program program;
    private final Schedule schedule;
    private final Schedule original;
    private final TileArrays arrays;
    private final ScalarBody call;

    /// @param frame of a {@link Branchless} program
    /// @param original the schedule of the program it was made from, whose order reductions keep
    TileLoops(Frame frame, Schedule original) {
        this.frame = frame;
        this.cb = frame.cb();
        this.program = frame.program();
        this.schedule = frame.schedule();
        this.original = original;
        this.arrays = new TileArrays(frame);
        this.call = new ScalarBody(frame, null);
    }

    /// The loops that the class must have beside `run`.
    TileArrays arrays() {
        return arrays;
    }

    void write() {
        schedule.call().forEach(call::compute);
        if (program.axis() == Axis.ROWS) {
            alongRows();
        } else if (schedule.outerStores().isEmpty() && schedule.reductions(1).isEmpty()) {
            elements();
        } else {
            alongColumns();
        }
    }

    private int local() {
        return cb.allocateLocal(TypeKind.INT);
    }

    /// A loop over parts of `limit` things: `size` of them from `start` on, at most `step`.
    private void parts(int start, int size, Runnable limit, Runnable step, Runnable body) {
        var test = cb.newLabel();
        var top = cb.newLabel();
        cb.iconst_0().istore(start).goto_(test).labelBinding(top);
        limit.run();
        cb.iload(start).isub();
        step.run();
        cb.invokestatic(
                ClassDesc.of("java.lang.Math"), "min", MethodTypeDesc.of(CD_int, CD_int, CD_int));
        cb.istore(size);
        body.run();
        cb.iload(start).iload(size).iadd().istore(start).labelBinding(test);
        cb.iload(start);
        limit.run();
        cb.if_icmplt(top);
    }

    private void columnParts(int column, int columns, Runnable body) {
        parts(column, columns, frame::pushColumns, () -> cb.loadConstant(arrays.length()), body);
    }

    private void count(TileArrays.Window w) {
        cb.iload(w.rows()).iload(w.columns()).imul().istore(w.count());
    }

    private void elements() {
        int most = local();
        frame.pushColumns();
        arrays.rows();
        cb.istore(most);
        var w = new TileArrays.Window(local(), local(), local(), local(), local());
        List<Integer> all = new ArrayList<>(schedule.outer(0));
        all.addAll(schedule.inner(1));
        all.sort(null);
        parts(
                w.row(),
                w.rows(),
                frame::pushRows,
                () -> cb.iload(most),
                () ->
                        columnParts(
                                w.column(),
                                w.columns(),
                                () -> {
                                    count(w);
                                    TileBody body = new TileBody(arrays, w, call);
                                    body.compute(all, Set.of(), stored(1));
                                    schedule.innerStores(1).forEach(body::store);
                                }));
    }

    /// The values that a pass writes for each element.
    private Set<Integer> stored(int pass) {
        Set<Integer> all = new TreeSet<>();
        schedule.innerStores(pass).forEach(s -> all.add(program.stores().get(s).value()));
        schedule.kept()
                .filter(_ -> pass == schedule.passes() - 1)
                .ifPresent(k -> all.add(k.value()));
        return all;
    }

    /// The values that a pass reduces.
    private Set<Integer> reduced(int pass) {
        Set<Integer> all = new TreeSet<>();
        schedule.reductions(pass).forEach(r -> all.add(program.at(r).a()));
        return all;
    }

    private Kind kind(int number) {
        return program.at(number).kind();
    }

    private ClassDesc value(int number) {
        return kind(number).jvm().upperBound();
    }

    private void pushIdentity(int reduction) {
        Opcode fold = program.at(reduction).fold();
        call.pushConstant(kind(reduction), Folding.identity(fold, kind(reduction)));
    }

    private void pushFold(int reduction) {
        cb.getstatic(OPCODE, program.at(reduction).fold().name(), OPCODE);
    }

    private void alongRows() {
        int zero = local();
        int one = local();
        int most = local();
        cb.iconst_0().istore(zero).iconst_1().istore(one);
        int column = local();
        int columns = local();
        var row = new TileArrays.Window(zero, one, column, columns, columns);
        var tile = new TileArrays.Window(local(), local(), column, columns, local());
        columnParts(
                column,
                columns,
                () -> {
                    cb.iload(columns);
                    arrays.rows();
                    pushRowsAtMost();
                    cb.istore(most);
                    columns(new TileBody(arrays, row, call), tile, most);
                });
    }

    // At least one, so that what repeats a row has room for it.
    private void pushRowsAtMost() {
        frame.pushRows();
        ClassDesc math = ClassDesc.of("java.lang.Math");
        MethodTypeDesc type = MethodTypeDesc.of(CD_int, CD_int, CD_int);
        cb.invokestatic(math, "min", type);
    }

    /// Some columns from the first row to the last.
    private void columns(TileBody outer, TileArrays.Window tile, int most) {
        outer(outer, 0);
        for (int pass = 1; pass <= schedule.passes(); pass++) {
            int p = pass;
            for (int r : schedule.reductions(p)) {
                int array = outer.define(r);
                pushIdentity(r);
                arrays.fill(array, kind(r) == Kind.F, outer.window());
            }
            TileBody inner = new TileBody(arrays, tile, call);
            outerValues(p).forEach(v -> inner.repeat(v, outer, most));
            parts(
                    tile.row(),
                    tile.rows(),
                    frame::pushRows,
                    () -> cb.iload(most),
                    () -> {
                        count(tile);
                        inner.compute(schedule.inner(p), reduced(p), stored(p));
                        schedule.innerStores(p).forEach(inner::store);
                        schedule.reductions(p).forEach(r -> foldRows(r, outer, inner));
                    });
            outer(outer, p);
        }
        schedule.outerStores().forEach(outer::store);
    }

    private void outer(TileBody outer, int pass) {
        List<Integer> all = schedule.outer(pass);
        outer.compute(all, Set.copyOf(all), Set.of());
    }

    /// Values of each column that a pass uses for each element.
    private Set<Integer> outerValues(int pass) {
        Set<Integer> used = new TreeSet<>(stored(pass));
        used.addAll(reduced(pass));
        schedule.inner(pass).forEach(i -> program.at(i).operands(used::add));
        used.removeIf(v -> schedule.domain(v) != Schedule.Domain.OUTER);
        return used;
    }

    private void foldRows(int reduction, TileBody outer, TileBody inner) {
        ClassDesc array = value(reduction).arrayType();
        int tile = inner.array(program.at(reduction).a());
        cb.aload(outer.array(reduction)).aload(tile);
        cb.iload(inner.window().rows()).iload(inner.window().columns());
        pushFold(reduction);
        cb.invokestatic(
                FOLDS, "rows", MethodTypeDesc.of(CD_void, array, array, CD_int, CD_int, OPCODE));
    }

    private void alongColumns() {
        int one = local();
        cb.iconst_1().istore(one);
        int columns = local();
        var w = new TileArrays.Window(frame.row(), one, frame.column(), columns, columns);
        int[] partials = newPartials();
        cb.iconst_0().istore(frame.row());
        frame.loop(frame.row(), frame::pushRows, 1, () -> row(w, partials));
    }

    private int[] newPartials() {
        int[] partials = new int[program.instrs().size()];
        for (int pass = 1; pass <= schedule.passes(); pass++) {
            for (int r : schedule.reductions(pass)) {
                partials[r] = cb.allocateLocal(TypeKind.REFERENCE);
                cb.loadConstant(original.groups(pass) * ColumnLoops.GROUP);
                cb.newarray(kind(r).jvm()).astore(partials[r]);
            }
        }
        return partials;
    }

    private void row(TileArrays.Window w, int[] partials) {
        ScalarBody outer = new ScalarBody(frame, call);
        schedule.outer(0).forEach(outer::compute);
        for (int pass = 1; pass <= schedule.passes(); pass++) {
            pass(pass, w, outer, partials);
            schedule.outer(pass).forEach(outer::compute);
        }
        schedule.outerStores().forEach(outer::store);
        frame.nextRow();
    }

    private void pass(int pass, TileArrays.Window w, ScalarBody outer, int[] partials) {
        List<Integer> reductions = schedule.reductions(pass);
        int[] last = new int[partials.length];
        for (int r : reductions) {
            cb.aload(partials[r]);
            pushIdentity(r);
            MethodTypeDesc type = MethodTypeDesc.of(CD_void, value(r).arrayType(), value(r));
            cb.invokestatic(FOLDING, "fill", type);
            last[r] = cb.allocateLocal(TypeKind.REFERENCE);
            cb.aconst_null().astore(last[r]);
        }
        cb.iconst_0().istore(w.columns());
        columnParts(
                w.column(),
                w.columns(),
                () -> {
                    TileBody inner = new TileBody(arrays, w, outer);
                    schedule.kept().filter(_ -> pass == schedule.passes()).ifPresent(inner::reload);
                    inner.compute(schedule.inner(pass), reduced(pass), stored(pass));
                    schedule.kept()
                            .filter(_ -> pass == schedule.passes() - 1)
                            .ifPresent(k -> inner.keep(k.value(), k.store()));
                    schedule.innerStores(pass).forEach(inner::store);
                    for (int r : reductions) {
                        cb.aload(inner.array(program.at(r).a())).astore(last[r]);
                        foldGroups(r, partials[r], last[r], w);
                    }
                });
        reductions.forEach(r -> result(r, partials[r], last[r], w, outer));
    }

    private void foldGroups(int r, int partials, int tile, TileArrays.Window w) {
        ClassDesc array = value(r).arrayType();
        cb.aload(partials).aload(tile).iload(w.columns());
        pushFold(r);
        cb.invokestatic(FOLDS, "groups", MethodTypeDesc.of(CD_void, array, array, CD_int, OPCODE));
    }

    private void result(int r, int partials, int tile, TileArrays.Window w, ScalarBody outer) {
        ClassDesc array = value(r).arrayType();
        cb.aload(partials);
        pushFold(r);
        cb.invokestatic(FOLDING, "fold", MethodTypeDesc.of(value(r), array, OPCODE));
        cb.aload(tile).iload(w.columns());
        pushFold(r);
        cb.invokestatic(
                FOLDS, "rest", MethodTypeDesc.of(value(r), value(r), array, CD_int, OPCODE));
        cb.storeLocal(kind(r).jvm(), outer.define(r));
    }
}

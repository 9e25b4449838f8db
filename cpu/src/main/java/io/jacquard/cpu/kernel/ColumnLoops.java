package io.jacquard.cpu.kernel;

import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/// Writes the loops of a kernel that reduces along columns, or does not reduce: rows outside,
/// columns inside, one inner loop a pass.
///
/// The order of a reduction is the same with every width of vectors and in scalar code: element `c`
/// of the main loop goes to partial result `c % width`, whole groups of 16 that are left go to the
/// first 16 partial results, these are folded by halves, and the rest follows element by element.
final class ColumnLoops {
    static final int GROUP = 16;

    private static final ClassDesc OPCODE = Opcode.class.describeConstable().orElseThrow();
    private static final ClassDesc FOLDING = Folding.class.describeConstable().orElseThrow();

    private final Frame frame;
    private final CodeBuilder cb;
    private final Schedule schedule;
    private final int lanes;
    private final ClassDesc self;
    private final ScalarBody call;
    private final int[] arrays;

    /// Loops with vectors of `lanes` lanes, or scalar ones if `lanes` is 0.
    ColumnLoops(Frame frame, int lanes, ClassDesc self) {
        this.frame = frame;
        this.cb = frame.cb();
        this.schedule = frame.schedule();
        this.lanes = lanes;
        this.self = self;
        this.call = new ScalarBody(frame, null);
        this.arrays = new int[frame.program().instrs().size()];
    }

    void write() {
        schedule.call().forEach(call::compute);
        if (lanes == 0) {
            newArrays();
        }
        cb.iconst_0().istore(frame.row());
        frame.loop(frame.row(), frame::pushRows, 1, this::row);
    }

    private void newArrays() {
        for (int pass = 1; pass <= schedule.passes(); pass++) {
            for (int r : schedule.reductions(pass)) {
                int slot = cb.allocateLocal(TypeKind.REFERENCE);
                cb.loadConstant(schedule.groups(pass) * GROUP).newarray(jvm(r)).astore(slot);
                arrays[r] = slot;
            }
        }
    }

    private TypeKind jvm(int number) {
        return kind(number).jvm();
    }

    private Kind kind(int number) {
        return frame.program().at(number).kind();
    }

    private Opcode fold(int reduction) {
        return frame.program().at(reduction).fold();
    }

    private void row() {
        ScalarBody outer = new ScalarBody(frame, call);
        schedule.outer(0).forEach(outer::compute);
        for (int pass = 1; pass <= schedule.passes(); pass++) {
            cb.iconst_0().istore(frame.column());
            if (lanes > 0) {
                vectorPass(outer, pass);
            } else if (!schedule.reductions(pass).isEmpty()) {
                scalarReductions(outer, pass);
            }
            tail(outer, pass);
            schedule.outer(pass).forEach(outer::compute);
        }
        schedule.outerStores().forEach(outer::store);
        frame.nextRow();
    }

    /// Element by element to the end of the row, folding into the results.
    private void tail(ScalarBody outer, int pass) {
        frame.loop(
                frame.column(),
                frame::pushColumns,
                1,
                () -> {
                    ScalarBody inner = element(outer, pass);
                    for (int r : schedule.reductions(pass)) {
                        outer.push(r);
                        inner.push(frame.program().at(r).a());
                        inner.fold(fold(r), kind(r));
                        outer.assign(r);
                    }
                });
    }

    private ScalarBody element(ScalarBody outer, int pass) {
        ScalarBody inner = new ScalarBody(frame, outer);
        schedule.kept().filter(_ -> pass == schedule.passes()).ifPresent(inner::reload);
        schedule.inner(pass).forEach(inner::compute);
        schedule.kept()
                .filter(_ -> pass == schedule.passes() - 1)
                .ifPresent(k -> inner.keep(k.value(), k.store()));
        schedule.innerStores(pass).forEach(inner::store);
        return inner;
    }

    private void scalarReductions(ScalarBody outer, int pass) {
        List<Integer> reductions = schedule.reductions(pass);
        for (int r : reductions) {
            cb.aload(arrays[r]);
            outer.pushConstant(kind(r), Folding.identity(fold(r), kind(r)));
            ClassDesc value = jvm(r).upperBound();
            MethodTypeDesc type = MethodTypeDesc.of(CD_void, value.arrayType(), value);
            cb.invokestatic(FOLDING, "fill", type);
        }
        int start = cb.allocateLocal(TypeKind.INT);
        cb.iconst_0().istore(start);
        int width = schedule.groups(pass) * GROUP;
        frame.loop(start, frame::pushColumns, width, () -> block(outer, pass, start, width));
        if (width > GROUP) {
            frame.loop(start, frame::pushColumns, GROUP, () -> block(outer, pass, start, GROUP));
        }
        for (int r : reductions) {
            cb.aload(arrays[r]).getstatic(OPCODE, fold(r).name(), OPCODE);
            ClassDesc array = jvm(r).upperBound().arrayType();
            MethodTypeDesc type = MethodTypeDesc.of(jvm(r).upperBound(), array, OPCODE);
            cb.invokestatic(FOLDING, "fold", type);
            cb.storeLocal(jvm(r), outer.define(r));
        }
        cb.iload(start).istore(frame.column());
    }

    private void block(ScalarBody outer, int pass, int start, int width) {
        int lane = cb.allocateLocal(TypeKind.INT);
        cb.iconst_0().istore(lane);
        frame.loop(
                lane,
                () -> cb.loadConstant(width),
                1,
                () -> {
                    cb.iload(start).iload(lane).iadd().istore(frame.column());
                    ScalarBody inner = element(outer, pass);
                    for (int r : schedule.reductions(pass)) {
                        cb.aload(arrays[r]).iload(lane).dup2().arrayLoad(jvm(r));
                        inner.push(frame.program().at(r).a());
                        inner.fold(fold(r), kind(r));
                        cb.arrayStore(jvm(r));
                    }
                });
    }

    private void vectorPass(ScalarBody outer, int pass) {
        List<Integer> reductions = schedule.reductions(pass);
        if (reductions.isEmpty()) {
            frame.loop(
                    frame.column(),
                    frame::pushColumns,
                    lanes,
                    () -> vectors(outer, pass, 0, List.of()));
            return;
        }
        int copies = schedule.groups(pass) * GROUP / lanes;
        List<List<Integer>> partials = new ArrayList<>();
        for (int r : reductions) {
            partials.add(newPartials(outer, r, copies));
        }
        vectorLoop(outer, pass, copies, partials);
        if (copies * lanes > GROUP) {
            vectorLoop(outer, pass, GROUP / lanes, partials);
        }
        for (int k = 0; k < reductions.size(); k++) {
            combine(outer, reductions.get(k), partials.get(k));
        }
    }

    private List<Integer> newPartials(ScalarBody outer, int reduction, int copies) {
        VectorBody body = new VectorBody(outer, null, lanes, 0);
        List<Integer> slots = new ArrayList<>();
        for (int k = 0; k < copies; k++) {
            body.pushIdentity(fold(reduction), kind(reduction));
            int slot = cb.allocateLocal(TypeKind.REFERENCE);
            cb.astore(slot);
            slots.add(slot);
        }
        return slots;
    }

    private void vectorLoop(ScalarBody outer, int pass, int copies, List<List<Integer>> partials) {
        frame.loop(
                frame.column(),
                frame::pushColumns,
                copies * lanes,
                () -> {
                    for (int k = 0; k < copies; k++) {
                        vectors(outer, pass, k, partials);
                    }
                });
    }

    private void vectors(ScalarBody outer, int pass, int copy, List<List<Integer>> partials) {
        VectorBody inner = new VectorBody(outer, null, lanes, copy);
        schedule.kept().filter(_ -> pass == schedule.passes()).ifPresent(inner::reload);
        schedule.inner(pass).forEach(inner::compute);
        schedule.kept()
                .filter(_ -> pass == schedule.passes() - 1)
                .ifPresent(k -> inner.keep(k.value(), k.store()));
        schedule.innerStores(pass).forEach(inner::store);
        List<Integer> reductions = schedule.reductions(pass);
        for (int k = 0; k < reductions.size(); k++) {
            int r = reductions.get(k);
            int slot = partials.get(k).get(copy);
            cb.aload(slot);
            inner.push(frame.program().at(r).a());
            inner.fold(fold(r), kind(r));
            cb.astore(slot);
        }
    }

    /// Folds partial results to one scalar; skipped, with the same result, if the row was too short
    /// for a single group.
    private void combine(ScalarBody outer, int reduction, List<Integer> slots) {
        Kind kind = kind(reduction);
        int result = outer.define(reduction);
        outer.pushConstant(kind, Folding.identity(fold(reduction), kind));
        cb.storeLocal(kind.jvm(), result);
        var done = cb.newLabel();
        cb.iload(frame.column()).ifeq(done);
        VectorBody body = new VectorBody(outer, null, lanes, 0);
        for (int half = slots.size() / 2; half > 0; half /= 2) {
            for (int k = 0; k < half; k++) {
                cb.aload(slots.get(k)).aload(slots.get(k + half));
                body.fold(fold(reduction), kind);
                cb.astore(slots.get(k));
            }
        }
        body.combineLanes(slots.getFirst(), fold(reduction), kind, self);
        cb.storeLocal(kind.jvm(), result).labelBinding(done);
    }
}

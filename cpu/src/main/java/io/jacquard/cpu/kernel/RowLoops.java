package io.jacquard.cpu.kernel;

import java.lang.classfile.CodeBuilder;
import java.util.ArrayList;
import java.util.List;

/// Writes the loops of a kernel that reduces along rows: blocks of columns outside, rows inside,
/// one inner loop a pass. Each column is folded from the first row to the last.
final class RowLoops {
    private final Frame frame;
    private final CodeBuilder cb;
    private final Schedule schedule;
    private final int lanes;
    private final ScalarBody call;

    /// Loops with vectors of `lanes` lanes, or scalar ones if `lanes` is 0.
    RowLoops(Frame frame, int lanes) {
        this.frame = frame;
        this.cb = frame.cb();
        this.schedule = frame.schedule();
        this.lanes = lanes;
        this.call = new ScalarBody(frame, null);
    }

    void write() {
        schedule.call().forEach(call::compute);
        cb.iconst_0().istore(frame.column());
        if (lanes > 0) {
            int copies = schedule.blocks();
            columns(copies * lanes, () -> vectorBlock(copies));
            if (copies > 1) {
                columns(lanes, () -> vectorBlock(1));
            }
        }
        columns(1, this::scalarColumn);
    }

    private void columns(int step, Runnable body) {
        frame.loop(frame.column(), frame::pushColumns, step, body);
    }

    private void rows(Runnable body) {
        frame.firstRow();
        cb.iconst_0().istore(frame.row());
        frame.loop(
                frame.row(),
                frame::pushRows,
                1,
                () -> {
                    body.run();
                    frame.nextRow();
                });
    }

    private Kind kind(int number) {
        return frame.program().at(number).kind();
    }

    private Opcode fold(int reduction) {
        return frame.program().at(reduction).fold();
    }

    private void scalarColumn() {
        ScalarBody outer = new ScalarBody(frame, call);
        frame.firstRow();
        schedule.outer(0).forEach(outer::compute);
        for (int pass = 1; pass <= schedule.passes(); pass++) {
            int p = pass;
            for (int r : schedule.reductions(p)) {
                outer.pushConstant(kind(r), Folding.identity(fold(r), kind(r)));
                cb.storeLocal(kind(r).jvm(), outer.define(r));
            }
            rows(() -> scalarElement(outer, p));
            schedule.outer(p).forEach(outer::compute);
        }
        frame.firstRow();
        schedule.outerStores().forEach(outer::store);
    }

    private void scalarElement(ScalarBody outer, int pass) {
        ScalarBody inner = new ScalarBody(frame, outer);
        schedule.inner(pass).forEach(inner::compute);
        schedule.innerStores(pass).forEach(inner::store);
        for (int r : schedule.reductions(pass)) {
            outer.push(r);
            inner.push(frame.program().at(r).a());
            inner.fold(fold(r), kind(r));
            outer.assign(r);
        }
    }

    private void vectorBlock(int copies) {
        List<VectorBody> outer = new ArrayList<>();
        frame.firstRow();
        for (int k = 0; k < copies; k++) {
            VectorBody body = new VectorBody(call, null, lanes, k);
            schedule.outer(0).forEach(body::compute);
            outer.add(body);
        }
        for (int pass = 1; pass <= schedule.passes(); pass++) {
            int p = pass;
            for (VectorBody body : outer) {
                for (int r : schedule.reductions(p)) {
                    body.pushIdentity(fold(r), kind(r));
                    cb.astore(body.define(r));
                }
            }
            rows(() -> vectorElements(outer, p));
            outer.forEach(body -> schedule.outer(p).forEach(body::compute));
        }
        frame.firstRow();
        outer.forEach(body -> schedule.outerStores().forEach(body::store));
    }

    private void vectorElements(List<VectorBody> outer, int pass) {
        for (int k = 0; k < outer.size(); k++) {
            VectorBody inner = new VectorBody(call, outer.get(k), lanes, k);
            schedule.inner(pass).forEach(inner::compute);
            schedule.innerStores(pass).forEach(inner::store);
            for (int r : schedule.reductions(pass)) {
                outer.get(k).push(r);
                inner.push(frame.program().at(r).a());
                inner.fold(fold(r), kind(r));
                outer.get(k).assign(r);
            }
        }
    }
}

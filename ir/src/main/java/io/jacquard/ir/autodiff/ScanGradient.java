package io.jacquard.ir.autodiff;

import io.jacquard.ir.Binary;
import io.jacquard.ir.Builder;
import io.jacquard.ir.Control;
import io.jacquard.ir.Function;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/// The gradient of a scan: a scan the other way, which computes each step again from what went into
/// it and hands the cotangents of the carries from step to step.
///
/// What went into each step are the carries of all steps. A body that gives a carry back as an
/// output has kept them; otherwise the scan runs once more and keeps them.
///
/// Its carries are the cotangents of the floating carries and of the wanted constants; its
/// sequences the carries of all steps, the sequences, and the cotangents of the outputs; its
/// constants the constants.
final class ScanGradient {
    private final Pullback p;
    private final Control.Scan op;
    private final List<Value> operands;
    private final IntList floats;
    private final IntList sequences;
    private final IntList constants;
    private final IntList outputs;
    private final IntList wanted;

    /// @param wanted positions of the operands that want a cotangent
    ScanGradient(Pullback p, Control.Scan op, IntList wanted) {
        this.p = p;
        this.op = op;
        this.operands = p.forward().operands();
        this.wanted = wanted;
        int first = op.carries() + op.sequences();
        this.floats = filtered(0, op.carries(), i -> operands.get(i).type().dtype().isFloat());
        this.sequences = filtered(op.carries(), first, wanted::contains);
        this.constants = filtered(first, operands.size(), wanted::contains);
        this.outputs =
                filtered(
                        op.carries(),
                        p.forward().results().size(),
                        i -> p.has(p.forward().results().get(i)));
    }

    private static IntList filtered(int from, int to, IntPredicate kept) {
        return IntList.of(IntList.range(from, to).stream().filter(kept).toArray());
    }

    /// The cotangents of the wanted operands.
    List<Value> of() {
        List<Value> given = new ArrayList<>();
        floats.stream().forEach(i -> given.add(p.d(p.forward().results().get(i))));
        constants.stream().forEach(i -> given.add(p.zeros(operands.get(i).type())));
        int carries = given.size();
        given.addAll(history());
        given.addAll(operands.subList(op.carries(), op.carries() + op.sequences()));
        outputs.stream().forEach(i -> given.add(p.d(p.forward().results().get(i))));
        int read = given.size() - carries;
        given.addAll(operands.subList(op.carries() + op.sequences(), operands.size()));
        Control.Scan back = new Control.Scan(body(), carries, read, op.length(), !op.reverse());
        List<Value> made = ControlRules.results(p, back, given);
        IntList order = floats.concat(constants).concat(sequences);
        return wanted.stream().mapToObj(i -> made.get(order.indexOf(i))).toList();
    }

    // The carries that go into each step, stacked.
    private List<Value> history() {
        List<Value> kept = new ArrayList<>();
        for (int i = 0; i < op.carries(); i++) {
            int at = op.body().results().lastIndexOf(op.body().parameters().get(i));
            if (at >= op.carries()) {
                kept.add(p.forward().results().get(at));
            }
        }
        return kept.size() == op.carries() ? kept : again();
    }

    private List<Value> again() {
        Builder b = new Builder(op.body().name());
        List<Value> parameters = parameters(b, IntList.range(0, operands.size()), "");
        List<Value> results =
                new ArrayList<>(b.inline(op.body(), parameters).subList(0, op.carries()));
        results.addAll(parameters.subList(0, op.carries()));
        Control.Scan keeping =
                new Control.Scan(
                        b.build(results), op.carries(), op.sequences(), op.length(), op.reverse());
        List<Value> made = ControlRules.results(p, keeping, operands);
        return made.subList(op.carries(), made.size());
    }

    private Function body() {
        Builder b = new Builder(op.body().name() + "_gradient");
        int first = op.carries() + op.sequences();
        List<Value> cotangents = parameters(b, floats, "d_");
        List<Value> sums = parameters(b, constants, "sum_");
        List<Value> given = parameters(b, IntList.range(0, first), "");
        for (int i : outputs.toArray()) {
            cotangents.add(b.parameter("d_y" + i, op.body().results().get(i).type()));
        }
        given.addAll(parameters(b, IntList.range(first, operands.size()), ""));
        given.addAll(cotangents);
        IntList order = floats.concat(constants).concat(sequences);
        Function step = Transposed.of(op.body(), floats.concat(outputs), order);
        List<Value> results = new ArrayList<>(b.inline(step, given));
        for (int i = 0; i < sums.size(); i++) {
            int at = floats.size() + i;
            results.set(at, b.add(new Binary.Add(), sums.get(i), results.get(at)));
        }
        return b.build(results);
    }

    private List<Value> parameters(Builder b, IntList positions, String prefix) {
        List<Value> made = new ArrayList<>();
        for (int i : positions.toArray()) {
            Value.Parameter x = op.body().parameters().get(i);
            made.add(b.parameter(prefix + x.name(), x.type()));
        }
        return made;
    }
}

package io.jacquard.ir.autodiff;

import static io.jacquard.ir.autodiff.Rule.together;

import io.jacquard.ir.Control;
import io.jacquard.ir.Function;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Marker;
import io.jacquard.ir.Op;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.List;

/// Rules of the operations that run functions.
final class ControlRules {
    private ControlRules() {}

    static Rule of(Control op) {
        return switch (op) {
            case Control.While _ -> together((p, _) -> endless(p));
            case Control.Case c -> together((p, wanted) -> chosen(p, c, wanted));
            case Control.Scan s -> together((p, wanted) -> new ScanGradient(p, s, wanted).of());
            case Control.Rematerialize r -> together((p, wanted) -> again(p, r, wanted));
            case Control.CustomGradient c -> together((p, wanted) -> custom(p, c, wanted));
        };
    }

    private static List<Value> endless(Pullback p) {
        throw new DifferentiationException(
                """
                [gradient of while] a loop with an unknown number of steps has no reverse mode
                  operands %s
                  expected scan, which runs a fixed number of steps, or stopGradient of the result
                  at %s\
                """
                        .formatted(p.forward().operandTypes(), p.forward().site()));
    }

    private static List<Value> chosen(Pullback p, Control.Case op, IntList wanted) {
        List<Value.Result> roots = received(p);
        IntList results = positions(roots);
        IntList parameters = IntList.of(wanted.stream().map(i -> i - 1).toArray());
        List<Function> branches =
                op.branches().stream().map(f -> Transposed.of(f, results, parameters)).toList();
        List<Value> operands = new ArrayList<>(p.forward().operands());
        roots.forEach(r -> operands.add(p.d(r)));
        return results(p, new Control.Case(branches), operands);
    }

    // Behind the barrier everything is computed anew, and not before the cotangents are there.
    private static List<Value> again(Pullback p, Control.Rematerialize op, IntList wanted) {
        List<Value.Result> roots = received(p);
        List<Value> operands = new ArrayList<>(p.forward().operands());
        roots.forEach(r -> operands.add(p.d(r)));
        List<Value> fresh = results(p, new Marker.OptimizationBarrier(), operands);
        return p.builder().inline(Transposed.of(op.body(), positions(roots), wanted), fresh);
    }

    private static List<Value> custom(Pullback p, Control.CustomGradient op, IntList wanted) {
        List<Value> given = new ArrayList<>(p.forward().operands());
        given.addAll(p.forward().results());
        p.forward().results().stream()
                .filter(r -> r.type().dtype().isFloat())
                .forEach(r -> given.add(p.d(r)));
        List<Value> made = p.builder().inline(op.backward(), given);
        return wanted.stream().mapToObj(i -> made.get(floatsBefore(p.forward(), i))).toList();
    }

    private static int floatsBefore(Instruction forward, int operand) {
        return (int)
                forward.operands().subList(0, operand).stream()
                        .filter(v -> v.type().dtype().isFloat())
                        .count();
    }

    /// The results that have a cotangent.
    static List<Value.Result> received(Pullback p) {
        return p.forward().results().stream().filter(p::has).toList();
    }

    private static IntList positions(List<Value.Result> results) {
        return IntList.of(results.stream().mapToInt(Value.Result::index).toArray());
    }

    static List<Value> results(Pullback p, Op op, List<Value> operands) {
        return List.copyOf(p.builder().append(op, operands).results());
    }
}

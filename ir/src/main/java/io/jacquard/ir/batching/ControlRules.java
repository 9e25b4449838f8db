package io.jacquard.ir.batching;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Control;
import io.jacquard.ir.Elementwise.Direction;
import io.jacquard.ir.Function;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Op;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.List;

/// Rules of the operations that run functions.
final class ControlRules {
    private ControlRules() {}

    static Rule of(Control op) {
        return Rule.structural(
                switch (op) {
                    case Control.While w -> (b, x) -> new WhileRule(b, w).of(x);
                    case Control.Case c -> (b, x) -> chosen(b, c, x);
                    case Control.Scan s -> (b, x) -> new ScanRule(b, s).of(x);
                    case Control.Rematerialize r -> (b, x) -> again(b, r, x);
                    case Control.CustomGradient c -> (b, x) -> custom(b, c, x);
                });
    }

    /// The results of an operation, stacked where told.
    static List<Batched> results(Batch b, Op op, List<Value> operands, List<Boolean> stacked) {
        List<Batched> made = new ArrayList<>();
        b.builder()
                .append(op, operands)
                .results()
                .forEach(r -> made.add(new Batched(r, stacked.get(made.size()))));
        return made;
    }

    private static List<Value> values(List<Batched> all) {
        return all.stream().map(Batched::value).toList();
    }

    private static List<Batched> chosen(Batch b, Control.Case op, List<Batched> operands) {
        if (operands.getFirst().stacked()) {
            return selected(b, op, operands);
        }
        List<Boolean> given = Body.stacked(operands.subList(1, operands.size()));
        List<Boolean> none = Body.all(false, op.branches().getFirst().results().size());
        List<Boolean> wanted =
                op.branches().stream()
                        .map(f -> Body.of(f, b.size(), given, none).stacked())
                        .reduce(none, Body::either);
        List<Function> branches =
                op.branches().stream()
                        .map(f -> Body.of(f, b.size(), given, wanted).function())
                        .toList();
        return results(b, new Control.Case(branches), values(operands), wanted);
    }

    // Each example may want another branch: all of them run, and each example picks.
    private static List<Batched> selected(Batch b, Control.Case op, List<Batched> operands) {
        Value index = operands.getFirst().value();
        List<Batched> arguments = operands.subList(1, operands.size());
        List<Value> made = List.of();
        for (int k = op.branches().size() - 1; k >= 0; k--) {
            List<Value> branch = b.stackAll(Replay.of(b, op.branches().get(k), arguments));
            if (k == op.branches().size() - 1) {
                made = branch;
            } else {
                Value here = b.s().compare(Direction.EQ, index, b.s().like(index, k));
                made = picked(b.s(), here, branch, made);
            }
        }
        return made.stream().map(Batched::stacked).toList();
    }

    /// For each example the values of one list or the other.
    ///
    /// @param first bool, one an example
    static List<Value> picked(Sugar s, Value first, List<Value> ones, List<Value> others) {
        List<Value> made = new ArrayList<>();
        for (int i = 0; i < ones.size(); i++) {
            Value one = ones.get(i);
            Value repeated = s.broadcast(first, one.type().shape(), IntList.of(0));
            made.add(s.select(repeated, one, others.get(i)));
        }
        return made;
    }

    private static List<Batched> again(Batch b, Control.Rematerialize op, List<Batched> operands) {
        List<Boolean> none = Body.all(false, op.body().results().size());
        Body body = Body.of(op.body(), b.size(), Body.stacked(operands), none);
        return results(
                b, new Control.Rematerialize(body.function()), values(operands), body.stacked());
    }

    // A shared operand receives the sum of what it receives from all examples.
    private static List<Batched> custom(
            Batch b, Control.CustomGradient op, List<Batched> operands) {
        int results = op.forward().results().size();
        List<Boolean> stacked = Body.all(true, results);
        List<Boolean> given = new ArrayList<>(Body.stacked(operands));
        Body forward = Body.of(op.forward(), b.size(), given, stacked);
        given.addAll(Body.all(true, op.backward().parameters().size() - operands.size()));
        Builder builder = new Builder(op.backward().name());
        Batch inside = new Batch(new Sugar(builder), b.size());
        List<Batched> parameters = Body.parameters(inside, op.backward(), given);
        List<Value> cotangents = inside.stackAll(Replay.of(inside, op.backward(), parameters));
        List<Value> received = new ArrayList<>();
        for (Batched x : operands) {
            if (x.value().type().dtype().isFloat()) {
                Value d = cotangents.get(received.size());
                received.add(x.stacked() ? d : inside.s().reduce(Reducer.ADD, d, IntList.of(0)));
            }
        }
        Function backward = builder.build(received);
        return results(
                b,
                new Control.CustomGradient(forward.function(), backward),
                values(operands),
                stacked);
    }
}

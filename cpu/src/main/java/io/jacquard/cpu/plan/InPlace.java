package io.jacquard.cpu.plan;

import io.jacquard.ir.Control;
import io.jacquard.ir.Function;
import io.jacquard.ir.Indexing;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.Op;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Operations that change a part of an operand, in its own memory where nobody reads it afterwards:
/// an update of a slice, a scatter, and a loop that hands such an array from step to step.
final class InPlace {
    private InPlace() {}

    /// Joins the memory of results with that of the operands they are made from, where the
    /// operation is the last to read these.
    static void join(List<Unit> units) {
        for (int u = 0; u < units.size(); u++) {
            if (units.get(u) instanceof Unit.Single s) {
                join(s, u);
            }
        }
    }

    private static void join(Unit.Single s, int unit) {
        operands(s.instruction().op())
                .forEach(i -> {
                    Slot from = s.operands().get(i).slot();
                    boolean ours = from.unit() != Slot.NONE && from.lastRead() == unit;
                    if (ours && isReadOnce(s, i)) {
                        s.results().get(i).slot().moveInto(from);
                    }
                });
    }

    /// True if a unit changes an argument, which nobody else reads from there on, into the value of
    /// a slot.
    static boolean changes(Unit unit, Slot argument, Slot target) {
        return unit instanceof Unit.Single s
                && operands(s.instruction().op())
                        .anyMatch(i ->
                                s.operands().get(i).slot() == argument
                                        && s.results().get(i).slot().home() == target
                                        && isReadOnce(s, i));
    }

    private static boolean isReadOnce(Unit.Single s, int operand) {
        Slot slot = s.operands().get(operand).slot().home();
        return s.operands().get(operand).isWhole()
                && s.operands().stream().filter(p -> p.slot().home() == slot).count() == 1;
    }

    /// Positions of the operands whose memory may be that of the result of the same position.
    static IntStream operands(Op op) {
        return switch (op) {
            case Indexing.DynamicUpdateSlice _, Indexing.Scatter _ -> IntStream.of(0);
            case Control.While w ->
                    IntStream.range(0, w.body().results().size())
                            .filter(i -> isChanged(w.body(), i));
            case Control.Scan s ->
                    IntStream.range(0, s.carries()).filter(i -> isChanged(s.body(), i));
            default -> IntStream.empty();
        };
    }

    // True if a result is its parameter with parts changed, and nothing else reads that afterwards.
    private static boolean isChanged(Function body, int position) {
        Value parameter = body.parameters().get(position);
        Value v = body.results().get(position);
        Optional<Instruction> first = Optional.empty();
        while (v instanceof Value.Result r) {
            Instruction i = definition(body, r);
            if (isNarrow(i) || operands(i.op()).noneMatch(n -> n == r.index())) {
                return false;
            }
            first = Optional.of(i);
            v = i.operands().get(r.index());
        }
        return v == parameter
                && !body.results().contains(parameter)
                && first.filter(i -> isLastReader(body, i, parameter)).isPresent();
    }

    // Such a scatter is made of others, which do not keep its memory.
    private static boolean isNarrow(Instruction i) {
        return i.op() instanceof Indexing.Scatter s
                && IndexedItem.isNarrow(s, i.operandTypes().getFirst());
    }

    private static boolean isLastReader(Function body, Instruction reader, Value v) {
        List<Instruction> all = body.instructions();
        return all.subList(all.indexOf(reader) + 1, all.size()).stream()
                        .noneMatch(i -> i.operands().contains(v))
                && reader.operands().stream().filter(x -> origin(body, x) == v).count() == 1;
    }

    // What a value is a look at: its memory may be the same.
    private static Value origin(Function body, Value v) {
        Value from = v;
        while (from instanceof Value.Result r && definition(body, r).op() instanceof Shaping) {
            from = definition(body, r).operand(0);
        }
        return from;
    }

    private static Instruction definition(Function body, Value.Result r) {
        return body.instructions().stream()
                .filter(i -> i.results().contains(r))
                .findFirst()
                .orElseThrow();
    }
}

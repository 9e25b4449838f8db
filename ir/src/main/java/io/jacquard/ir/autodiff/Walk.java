package io.jacquard.ir.autodiff;

import io.jacquard.ir.Instruction;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One walk back over a builder's instructions.
final class Walk {
    private final Sugar s;
    private final List<Instruction> span;
    private final List<Value> selected;
    private final Set<Value> useful = new HashSet<>();
    private final Map<Value, Value> cotangents = new HashMap<>();

    /// A walk over the instructions from a position to the present end; what came before does not
    /// depend on anything as far as this walk is concerned.
    ///
    /// @param selected the values whose gradients are wanted
    Walk(Sugar s, int start, List<Value> selected) {
        this.s = s;
        List<Instruction> all = s.builder().instructions();
        this.span = List.copyOf(all.subList(start, all.size()));
        this.selected = selected;
        useful.addAll(selected);
        span.forEach(this::spread);
    }

    private void spread(Instruction instruction) {
        Rule rule = Rules.of(instruction.op());
        for (int i = 0; i < instruction.operands().size(); i++) {
            if (rule.reaches(i) && useful.contains(instruction.operand(i))) {
                instruction.results().stream()
                        .filter(r -> r.type().dtype().isFloat())
                        .forEach(useful::add);
                return;
            }
        }
    }

    /// The cotangents of the selected values, zeros for those on which the root does not depend.
    List<Value> from(Value root, Value cotangent) {
        return from(List.of(root), List.of(cotangent));
    }

    /// The cotangents of the selected values from those of several roots, which may be equal.
    List<Value> from(List<? extends Value> roots, List<? extends Value> given) {
        for (int i = 0; i < roots.size(); i++) {
            if (useful.contains(roots.get(i))) {
                cotangents.merge(roots.get(i), given.get(i), s::add);
            }
        }
        for (Instruction instruction : span.reversed()) {
            if (instruction.results().stream().anyMatch(cotangents::containsKey)) {
                s.builder().at(instruction.site(), () -> passOn(instruction));
            }
        }
        return selected.stream().map(this::received).toList();
    }

    private Value received(Value value) {
        Value d = cotangents.get(value);
        return d == null ? s.like(value, 0) : d;
    }

    private boolean passOn(Instruction instruction) {
        Rule rule = Rules.of(instruction.op());
        IntList wanted =
                IntList.of(
                        IntList.range(0, instruction.operands().size()).stream()
                                .filter(i -> rule.reaches(i))
                                .filter(i -> useful.contains(instruction.operand(i)))
                                .toArray());
        List<Value> shares = rule.cotangents(new Pullback(s, instruction, cotangents), wanted);
        for (int i = 0; i < wanted.size(); i++) {
            Value share = checked(instruction, wanted.at(i), shares.get(i));
            cotangents.merge(instruction.operand(wanted.at(i)), share, s::add);
        }
        return true;
    }

    private static Value checked(Instruction instruction, int operand, Value share) {
        Value x = instruction.operand(operand);
        if (!share.type().equals(x.type())) {
            throw new DifferentiationException(
                    """
                    [gradient of %s] the rule gave %s for operand %d
                      forward %s
                      expected %s; this is a bug in Jacquard, please report it with these lines
                      at %s\
                    """
                            .formatted(
                                    instruction.op().name(),
                                    share.type(),
                                    operand,
                                    instruction,
                                    x.type(),
                                    instruction.site()));
        }
        return share;
    }
}

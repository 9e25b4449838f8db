package io.jacquard.ir.autodiff;

import io.jacquard.ir.Attention;
import io.jacquard.ir.AttentionGradient;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.List;

/// The rules of attention, whose gradient is one operation, and of that operation, which is
/// differentiated through its meaning.
final class AttentionRule {
    private AttentionRule() {}

    static Rule of(Attention op) {
        return Rule.together((p, wanted) -> gradients(p, op, wanted));
    }

    static Rule of(AttentionGradient op) {
        return Rule.together((p, wanted) -> p.through(op, wanted));
    }

    private static List<Value> gradients(Pullback p, Attention op, IntList wanted) {
        List<Value> operands = new ArrayList<>(p.forward().operands());
        operands.add(3, p.d());
        List<Value.Result> made = p.builder().append(op.gradient(), operands).results();
        return wanted.stream().<Value>mapToObj(made::get).toList();
    }
}

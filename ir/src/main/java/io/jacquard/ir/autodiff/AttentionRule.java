package io.jacquard.ir.autodiff;

import io.jacquard.ir.Attention;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.List;

/// The rule of attention. With P the shares and d the cotangent of the result, the values receive
/// `P^T d`; with `D = P (d V^T - sum(P d V^T))` for the scores, queries receive `scale D K` and
/// keys `scale D^T Q`.
final class AttentionRule {
    private final Pullback p;
    private final Attention op;
    private final Sugar s;
    private final Value d;
    private final Value shares;

    private AttentionRule(Pullback p, Attention op) {
        this.p = p;
        this.op = op;
        this.s = p.s();
        this.d = s.wide(p.d());
        this.shares = op.shares(s, p.forward().operands());
    }

    static Rule of(Attention op) {
        return Rule.together((p, wanted) -> new AttentionRule(p, op).of(wanted));
    }

    private List<Value> of(IntList wanted) {
        boolean scored = wanted.stream().anyMatch(i -> i != 2);
        List<Value> scores = scored ? List.of(scores()) : List.of();
        List<Value> made = new ArrayList<>();
        for (int operand : wanted.toArray()) {
            Value x = p.forward().operand(operand);
            Value dx =
                    switch (operand) {
                        case 0 ->
                                p.mul(
                                        Attention.product(s, scores.getFirst(), p.b(), 2),
                                        op.scale());
                        case 1 -> p.mul(grouped(scores.getFirst(), p.a()), op.scale());
                        case 2 -> grouped(shares, d);
                        default -> summed(scores.getFirst(), x.type().shape());
                    };
            made.add(s.convert(dx, x.type().dtype()));
        }
        return made;
    }

    private Value grouped(Value left, Value right) {
        return Attention.transposed(s, left, right, p.b().type().shape().size(1));
    }

    private Value scores() {
        List<Value> operands = p.forward().operands();
        Value each = p.mul(shares, Attention.product(s, d, operands.get(2), 3));
        Value sum = s.reduceAndRepeat(Reducer.ADD, each, 3);
        Value made = p.sub(each, p.mul(shares, sum));
        for (Value seen : op.seen(s, operands, made.type().shape())) {
            made = s.select(seen, made, s.like(made, 0));
        }
        return made;
    }

    private Value summed(Value scores, Shape mask) {
        IntList repeated =
                IntList.of(
                        IntList.range(0, 4).stream()
                                .filter(a -> mask.size(a) != scores.type().shape().size(a))
                                .toArray());
        return s.reshape(s.reduce(Reducer.ADD, scores, repeated), mask);
    }
}

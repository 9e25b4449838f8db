package io.jacquard.ir.autodiff;

import io.jacquard.ir.IntList;
import io.jacquard.ir.Normalization;
import io.jacquard.ir.Normalization.Layout;
import io.jacquard.ir.Normalization.Standard;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.Unary;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.List;

/// Rules of the normalizations. With n the normalized data, r the inverse deviation and g the
/// cotangent of the result times the scale, x receives `r (g - mean(g) - n mean(g n))`, the scale
/// the sum of d n, and the offset the sum of d.
final class NormalizationRules {
    private final Pullback p;
    private final Sugar s;
    private final Layout at;
    private final Value d;

    private NormalizationRules(Pullback p, Normalization op) {
        this.p = p;
        this.s = p.s();
        this.at = op.layout(p.a().type());
        this.d = at.data(s, p.d(p.forward().results().getFirst()));
    }

    static Rule of(Normalization op) {
        return switch (op) {
            case Normalization.BatchNormInference b ->
                    Rule.together((p, wanted) -> new NormalizationRules(p, b).fixed(b, wanted));
            case Normalization.LayerNorm _,
                    Normalization.RmsNorm _,
                    Normalization.GroupNorm _,
                    Normalization.BatchNormTraining _ ->
                    Rule.together((p, wanted) -> new NormalizationRules(p, op).own(op, wanted));
        };
    }

    private List<Value> own(Normalization op, IntList wanted) {
        Standard standard = op.standard(s, p.a());
        List<Value> made = new ArrayList<>();
        for (int operand : wanted.toArray()) {
            made.add(
                    switch (operand) {
                        case 0 -> like(0, data(op, standard));
                        case 1 -> parameter(1, p.mul(d, standard.normalized()));
                        default -> parameter(operand, d);
                    });
        }
        return made;
    }

    private Value data(Normalization op, Standard x) {
        Value g = p.mul(d, at.repeated(s, p.b()));
        Value along = p.mul(x.normalized(), mean(p.mul(g, x.normalized())));
        boolean moves = !(op instanceof Normalization.RmsNorm);
        Value left = p.sub(moves ? p.sub(g, mean(g)) : g, along);
        Value made = p.mul(x.inverse(), left);
        return op instanceof Normalization.BatchNormTraining ? p.add(made, statistics(x)) : made;
    }

    private Value mean(Value x) {
        return at.spread(s, at.mean(s, x));
    }

    // What comes through the results mean and variance.
    private Value statistics(Standard x) {
        Value mean = shareOf(1);
        Value variance = shareOf(2);
        return p.add(mean, p.mul(p.mul(x.centered(), 2), variance));
    }

    private Value shareOf(int result) {
        Value given = s.wide(p.d(p.forward().results().get(result)));
        return at.spread(s, p.div(given, s.like(given, at.count())));
    }

    // Mean and variance are operands.
    private List<Value> fixed(Normalization.BatchNormInference op, IntList wanted) {
        Value centered = p.sub(at.data(s, p.a()), at.repeated(s, p.forward().operand(3)));
        Value variance = s.wide(p.forward().operand(4));
        Value root = p.apply(new Unary.Rsqrt(), p.add(variance, s.like(variance, op.epsilon())));
        Value inverse = at.repeated(s, root);
        Value g = p.mul(p.mul(d, at.repeated(s, p.b())), inverse);
        List<Value> made = new ArrayList<>();
        for (int operand : wanted.toArray()) {
            made.add(
                    switch (operand) {
                        case 0 -> like(0, g);
                        case 1 -> parameter(1, p.mul(d, p.mul(centered, inverse)));
                        case 2 -> parameter(2, d);
                        case 3 -> parameter(3, p.neg(g));
                        default -> {
                            Value square = p.mul(inverse, inverse);
                            Value each = p.mul(p.mul(g, centered), square);
                            yield parameter(4, p.mul(each, -0.5));
                        }
                    });
        }
        return made;
    }

    private Value parameter(int operand, Value each) {
        return like(operand, s.reduce(Reducer.ADD, each, at.shared()));
    }

    private Value like(int operand, Value made) {
        Value x = p.forward().operand(operand);
        return s.convert(s.reshape(made, x.type().shape()), x.type().dtype());
    }
}

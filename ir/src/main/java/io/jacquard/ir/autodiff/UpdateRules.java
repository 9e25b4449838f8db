package io.jacquard.ir.autodiff;

import io.jacquard.ir.DType;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.Unary;
import io.jacquard.ir.Update;
import io.jacquard.ir.Value;
import java.util.List;

/// Rules of the updates, for learning through steps of learning.
final class UpdateRules {
    private UpdateRules() {}

    static Rule of(Update op) {
        return switch (op) {
            case Update.Sgd u -> Rule.together((p, wanted) -> picked(p, sgd(p, u), wanted));
            case Update.Adam u -> Rule.together((p, wanted) -> picked(p, adam(p, u), wanted));
        };
    }

    private static List<Value> picked(Pullback p, List<Value> all, IntList wanted) {
        DType dtype = p.a().type().dtype();
        return wanted.stream().mapToObj(i -> p.s().convert(all.get(i), dtype)).toList();
    }

    private static Value operand(Pullback p, int i) {
        return p.wide(p.forward().operand(i));
    }

    private static Value d(Pullback p, int result) {
        return p.wide(p.d(p.forward().results().get(result)));
    }

    private static Value spread(Pullback p, Value scalar) {
        return p.s().broadcast(scalar, p.a().type().shape(), IntList.of());
    }

    private static Value total(Pullback p, Value each) {
        return p.s().reduce(Reducer.ADD, each, IntList.range(0, each.type().rank()));
    }

    private static List<Value> sgd(Pullback p, Update.Sgd op) {
        Value d = d(p, 0);
        boolean moving = op.momentum() != 0;
        Value rate = spread(p, operand(p, moving ? 3 : 2));
        Value g =
                op.weightDecay() == 0
                        ? operand(p, 1)
                        : p.add(operand(p, 1), p.mul(operand(p, 0), op.weightDecay()));
        Value back = p.neg(p.mul(d, rate));
        if (!moving) {
            return List.of(decayed(p, op, d, back), back, p.neg(total(p, p.mul(d, g))));
        }
        Value v = p.add(p.mul(operand(p, 2), op.momentum()), g);
        Value direction = op.nesterov() ? p.add(g, p.mul(v, op.momentum())) : v;
        Value dv = p.add(d(p, 1), op.nesterov() ? p.mul(back, op.momentum()) : back);
        Value dg = op.nesterov() ? p.add(dv, back) : dv;
        return List.of(
                decayed(p, op, d, dg),
                dg,
                p.mul(dv, op.momentum()),
                p.neg(total(p, p.mul(d, direction))));
    }

    private static Value decayed(Pullback p, Update.Sgd op, Value d, Value dg) {
        return op.weightDecay() == 0 ? d : p.add(d, p.mul(dg, op.weightDecay()));
    }

    private static List<Value> adam(Pullback p, Update.Adam op) {
        Sugar s = p.s();
        Value d = d(p, 0);
        Value g = operand(p, 1);
        Value m = p.add(p.mul(operand(p, 2), op.beta1()), p.mul(g, 1 - op.beta1()));
        Value v = p.add(p.mul(operand(p, 3), op.beta2()), p.mul(p.mul(g, g), 1 - op.beta2()));
        Value stepSize = spread(p, operand(p, 4));
        Value rootScale = spread(p, operand(p, 5));
        Value root = p.apply(new Unary.Sqrt(), v);
        Value divisor = p.add(p.mul(root, rootScale), s.like(v, op.epsilon()));
        Value step = p.div(p.neg(d), divisor);
        Value dDivisor = p.neg(p.div(p.mul(step, p.mul(m, stepSize)), divisor));
        Value dm = p.add(d(p, 1), p.mul(step, stepSize));
        Value dv = p.add(d(p, 2), p.div(p.mul(p.mul(dDivisor, rootScale), s.like(v, 0.5)), root));
        Value dg = p.add(p.mul(dm, 1 - op.beta1()), p.mul(p.mul(dv, g), 2 * (1 - op.beta2())));
        Value dStep = total(p, p.mul(step, m));
        Value dScale = total(p, p.mul(dDivisor, root));
        Value dm0 = p.mul(dm, op.beta1());
        Value dv0 = p.mul(dv, op.beta2());
        if (op.weightDecay() == 0) {
            return List.of(d, dg, dm0, dv0, dStep, dScale);
        }
        Value share = spread(p, p.mul(operand(p, 6), op.weightDecay()));
        Value dw = p.sub(d, p.mul(d, share));
        Value dRate = p.mul(total(p, p.mul(d, operand(p, 0))), -op.weightDecay());
        return List.of(dw, dg, dm0, dv0, dStep, dScale, dRate);
    }
}

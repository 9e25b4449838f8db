package io.jacquard.ir;

import java.util.ArrayList;
import java.util.List;

/// Shape rules and primitives of updates.
final class Updates {
    private Updates() {}

    static List<TensorType> checked(
            List<TensorType> operands, List<String> states, List<String> scalars) {
        List<String> names = new ArrayList<>(List.of("the value", "the gradient"));
        names.addAll(states);
        int arrays = names.size();
        names.addAll(scalars);
        Infer.count(operands, names.size());
        TensorType value = operands.getFirst();
        Infer.floating(value);
        List<TensorType> wanted = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            wanted.add(i < arrays ? value : value.with(Shape.SCALAR));
        }
        Infer.types(operands, wanted, names);
        return wanted.subList(0, 1 + states.size());
    }

    static List<Value> of(Builder builder, Update op, List<Value> operands) {
        Sugar s = new Sugar(builder);
        List<Value> wide = operands.stream().map(s::wide).toList();
        List<Value> made =
                switch (op) {
                    case Update.Sgd u -> sgd(s, u, wide);
                    case Update.Adam u -> adam(s, u, wide);
                };
        DType dtype = operands.getFirst().type().dtype();
        return made.stream().map(v -> s.convert(v, dtype)).toList();
    }

    private static List<Value> sgd(Sugar s, Update.Sgd op, List<Value> operands) {
        Value value = operands.get(0);
        Value rate = spread(s, operands.getLast(), value);
        Value given = operands.get(1);
        Value g = op.weightDecay() == 0 ? given : s.add(given, s.mul(value, op.weightDecay()));
        if (op.momentum() == 0) {
            return List.of(s.sub(value, s.mul(g, rate)));
        }
        Value v = s.add(s.mul(operands.get(2), op.momentum()), g);
        Value direction = op.nesterov() ? s.add(g, s.mul(v, op.momentum())) : v;
        return List.of(s.sub(value, s.mul(direction, rate)), v);
    }

    private static List<Value> adam(Sugar s, Update.Adam op, List<Value> operands) {
        Value value = operands.get(0);
        Value g = operands.get(1);
        Value m = s.add(s.mul(operands.get(2), op.beta1()), s.mul(g, 1 - op.beta1()));
        Value v = s.add(s.mul(operands.get(3), op.beta2()), s.mul(s.mul(g, g), 1 - op.beta2()));
        Value scaled =
                s.mul(s.builder().add(new Unary.Sqrt(), v), spread(s, operands.get(5), value));
        Value root = s.add(scaled, s.like(value, op.epsilon()));
        Value step = s.div(s.mul(m, spread(s, operands.get(4), value)), root);
        return List.of(s.sub(decayed(s, op, operands), step), m, v);
    }

    private static Value decayed(Sugar s, Update.Adam op, List<Value> operands) {
        Value value = operands.getFirst();
        if (op.weightDecay() == 0) {
            return value;
        }
        Value share = s.mul(operands.getLast(), op.weightDecay());
        return s.sub(value, s.mul(value, spread(s, share, value)));
    }

    private static Value spread(Sugar s, Value scalar, Value like) {
        return s.broadcast(scalar, like.type().shape(), IntList.of());
    }
}

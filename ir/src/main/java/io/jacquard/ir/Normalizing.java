package io.jacquard.ir;

import io.jacquard.ir.Normalization.Layout;
import io.jacquard.ir.Normalization.Standard;
import java.util.List;

/// Shape rules and primitives of normalizations.
final class Normalizing {
    private Normalizing() {}

    static TensorType first(List<TensorType> operands, int count, double epsilon) {
        Infer.count(operands, count);
        Infer.floating(operands.getFirst());
        if (!(epsilon >= 0)) {
            throw ShapeException.of("epsilon is " + epsilon, "a number from 0; 1e-5 is usual");
        }
        return operands.getFirst();
    }

    static List<TensorType> checked(List<TensorType> operands, TensorType parameter) {
        for (TensorType t : operands.subList(1, operands.size())) {
            if (!t.equals(parameter)) {
                throw Infer.another("a parameter of " + operands.getFirst(), t, parameter);
            }
        }
        return List.of(operands.getFirst());
    }

    static Shape tail(Shape shape, int axis) {
        return shape.without(IntList.range(0, axis).toArray());
    }

    static Layout tailLayout(Shape shape, int axis) {
        IntList axes = IntList.range(axis, shape.rank());
        return new Layout(shape, axes, axes);
    }

    static Layout featureLayout(Shape shape, int feature) {
        IntList others =
                IntList.of(
                        IntList.range(0, shape.rank()).stream()
                                .filter(a -> a != feature)
                                .toArray());
        return new Layout(shape, others, IntList.of(feature));
    }

    static List<Value> of(Builder builder, Normalization op, List<Value> operands) {
        Sugar s = new Sugar(builder);
        Value x = operands.getFirst();
        return List.of(scaled(s, op, operands, op.standard(s, x).normalized()));
    }

    static List<Value> training(Builder builder, Normalization op, List<Value> operands) {
        Sugar s = new Sugar(builder);
        Value x = operands.getFirst();
        DType dtype = x.type().dtype();
        Standard standard = op.standard(s, x);
        return List.of(
                scaled(s, op, operands, standard.normalized()),
                s.convert(standard.mean(), dtype),
                s.convert(standard.variance(), dtype));
    }

    static List<Value> inference(Builder builder, Normalization op, List<Value> operands) {
        Sugar s = new Sugar(builder);
        Layout at = op.layout(operands.getFirst().type());
        Value centered = s.sub(at.data(s, operands.getFirst()), at.repeated(s, operands.get(3)));
        Value inverse = Standard.inverse(s, s.wide(operands.get(4)), op.epsilon());
        return List.of(scaled(s, op, operands, s.mul(centered, at.repeated(s, inverse))));
    }

    private static Value scaled(Sugar s, Normalization op, List<Value> operands, Value normalized) {
        Value x = operands.getFirst();
        Layout at = op.layout(x.type());
        Value y = s.mul(normalized, at.repeated(s, operands.get(1)));
        Value moved = operands.size() > 2 ? s.add(y, at.repeated(s, operands.get(2))) : y;
        return s.convert(s.reshape(moved, x.type().shape()), x.type().dtype());
    }
}

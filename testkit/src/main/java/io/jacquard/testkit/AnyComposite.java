package io.jacquard.testkit;

import io.jacquard.ir.Composite;
import io.jacquard.ir.Creation;
import io.jacquard.ir.DType;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Normalization;
import io.jacquard.ir.PoolWindow;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import java.util.List;

/// Random composites of a value, with the other operands made to fit.
///
/// @param maker where they are appended
/// @param x the value
record AnyComposite(GraphMaker maker, Value x) {
    void add() {
        if (x.type().equals(TensorType.of(DType.U32, 2))) {
            int size = maker.between(0, 5);
            maker.add(new Composite.RandomBits(Shape.of(size, 2)), x);
        }
        if (!x.type().dtype().isFloat()) {
            return;
        }
        curve();
        if (x.type().rank() > 0) {
            int axis = maker.random.nextInt(x.type().rank());
            softmax(axis);
            normalize(axis);
        }
        if (x.type().rank() >= 3) {
            pool();
        }
    }

    private void curve() {
        if (maker.random.nextBoolean()) {
            maker.add(new Composite.Gelu(maker.oneOf(FORMS)), x);
        } else {
            Value key = constant(DType.U32, Shape.of(2));
            maker.add(new Composite.Dropout(maker.random.nextDouble()), x, key);
        }
    }

    private static final List<Composite.Gelu.Form> FORMS = List.of(Composite.Gelu.Form.values());

    private void softmax(int axis) {
        Composite loss = new Composite.SoftmaxCrossEntropy(axis);
        switch (maker.random.nextInt(4)) {
            case 0 -> maker.add(new Composite.Softmax(axis), x);
            case 1 -> maker.add(new Composite.LogSoftmax(axis), x);
            case 2 -> maker.add(loss, x, maker.like(x));
            default -> maker.add(loss, x, constant(DType.I32, x.type().shape().without(axis)));
        }
    }

    private void normalize(int axis) {
        Shape shape = x.type().shape();
        Shape tail = shape.without(IntList.range(0, axis).toArray());
        Shape feature = Shape.of(shape.size(axis));
        double epsilon = maker.random.nextDouble();
        switch (maker.random.nextInt(5)) {
            case 0 ->
                    maker.add(
                            new Normalization.LayerNorm(axis, epsilon), x, like(tail), like(tail));
            case 1 -> maker.add(new Normalization.RmsNorm(axis, epsilon), x, like(tail));
            case 2 ->
                    maker.add(
                            new Normalization.BatchNormTraining(epsilon, axis),
                            x,
                            like(feature),
                            like(feature));
            case 3 ->
                    maker.add(
                            new Normalization.BatchNormInference(epsilon, axis),
                            x,
                            like(feature),
                            like(feature),
                            like(feature),
                            like(feature));
            default -> {
                Shape channels = Shape.of(shape.size(shape.rank() - 1));
                int groups = maker.between(1, 3);
                maker.add(
                        new Normalization.GroupNorm(groups, epsilon),
                        x,
                        like(channels),
                        like(channels));
            }
        }
    }

    private Value like(Shape shape) {
        return constant(x.type().dtype(), shape);
    }

    private Value constant(DType dtype, Shape shape) {
        Literal made = Samples.random(dtype, maker.random.nextLong(), shape.sizes());
        return maker.builder.add(new Creation.Constant(made));
    }

    private void pool() {
        TensorType t = x.type();
        int axes = t.rank() - 2;
        IntList sizes = IntList.generate(axes, _ -> maker.between(1, 3));
        IntList strides = IntList.generate(axes, _ -> maker.between(1, 2));
        IntList edges = IntList.generate(axes, i -> maker.between(0, sizes.at(i) - 1));
        PoolWindow window = new PoolWindow(sizes, strides, edges, edges);
        maker.add(new Composite.MaxPool(window), x);
        maker.add(new Composite.AveragePool(window), x);
        Value dy = maker.pick(o -> o.rank() == t.rank() && o.dtype() == t.dtype(), x);
        maker.add(new Composite.MaxPoolGradient(window), x, dy);
        maker.add(new Composite.AveragePoolGradient(window, t.shape()), dy);
    }
}

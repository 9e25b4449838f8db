package io.jacquard.testkit;

import io.jacquard.ir.Attention;
import io.jacquard.ir.AttentionGradient;
import io.jacquard.ir.Composite;
import io.jacquard.ir.Creation;
import io.jacquard.ir.DType;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Normalization;
import io.jacquard.ir.PoolWindow;
import io.jacquard.ir.Recurrent;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Update;
import io.jacquard.ir.Value;
import java.util.ArrayList;
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
        update();
        if (x.type().rank() > 0) {
            int axis = maker.random.nextInt(x.type().rank());
            softmax(axis);
            normalize(axis);
        }
        if (x.type().rank() >= 3) {
            pool();
        }
        if (x.type().rank() == 2) {
            embed();
        }
        if (x.type().rank() >= 2 && x.type().shape().size(0) > 0) {
            attend();
            recur();
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

    private void update() {
        Shape shape = x.type().shape();
        double share = maker.between(0, 1) * 0.5;
        Value g = maker.like(x);
        if (maker.random.nextInt(3) == 0) {
            Update op = new Update.Adam(share, 0.5, 0.1, 0.5);
            Value square = positive(shape);
            maker.add(op, x, g, like(shape), square, scalar(), scalar(), scalar());
        } else if (share == 0) {
            maker.add(new Update.Sgd(0, false, 0.1), x, g, scalar());
        } else {
            boolean ahead = maker.random.nextBoolean();
            maker.add(new Update.Sgd(share, ahead, 0), x, g, like(shape), scalar());
        }
    }

    private Value scalar() {
        return positive(Shape.SCALAR);
    }

    private Value positive(Shape shape) {
        DType dtype = x.type().dtype();
        long seed = maker.random.nextLong();
        Literal made = Samples.between(dtype, 0.25, 1, seed, shape.sizes());
        return maker.builder.add(new Creation.Constant(made));
    }

    // The value with rows of its first axis, and axes between.
    private Value rows(int... between) {
        Shape shape = x.type().shape();
        Shape made = Shape.of(shape.size(0), shape.elements() / shape.size(0));
        for (int size : between) {
            made = made.insert(1, size);
        }
        return maker.builder.add(new Shaping.Reshape(made), x);
    }

    private void recur() {
        Value sequence = rows(1);
        boolean reverse = maker.random.nextBoolean();
        Recurrent op =
                switch (maker.random.nextInt(3)) {
                    case 0 -> new Recurrent.Rnn(Recurrent.Rnn.Activation.TANH, reverse);
                    case 1 -> new Recurrent.Gru(reverse);
                    default -> new Recurrent.Lstm(reverse);
                };
        int width = maker.between(1, 3);
        int all = op.gates() * width;
        List<Value> operands = new ArrayList<>(List.of(sequence));
        for (int i = 0; i < op.states(); i++) {
            operands.add(like(Shape.of(1, width)));
        }
        operands.add(like(Shape.of(sequence.type().shape().size(2), all)));
        operands.add(like(Shape.of(width, all)));
        for (int i = 0; i < op.biases(); i++) {
            operands.add(like(Shape.of(all)));
        }
        maker.add(op, operands.toArray(Value[]::new));
    }

    private void attend() {
        Value q = x.type().rank() == 4 ? x : rows(1, 1);
        Shape shape = q.type().shape();
        Shape keys = shape.with(2, maker.between(1, 4)).with(1, Math.min(1, shape.size(1)));
        boolean causal = maker.random.nextBoolean();
        int window = maker.between(Attention.NO_WINDOW, 3);
        maker.add(new Attention(0.5, causal, window, 0), q, like(keys), like(keys));
        Shape scores = Shape.of(1, 1, shape.size(2), keys.size(2));
        Value mask = constant(maker.random.nextBoolean() ? DType.BOOL : x.type().dtype(), scores);
        if (causal) {
            maker.add(new Attention(0.5, causal), q, like(keys), like(keys), mask);
        } else {
            AttentionGradient gradient = new AttentionGradient(0.5, causal);
            maker.add(gradient, q, like(keys), like(keys), like(shape), mask);
        }
    }

    private static final List<Composite.Gelu.Form> FORMS = List.of(Composite.Gelu.Form.values());

    private void embed() {
        Shape ids = Shape.of(maker.between(0, 3), 2);
        int padding = maker.between(Composite.Embedding.NO_PADDING, 1);
        maker.add(new Composite.Embedding(padding), x, constant(DType.I32, ids));
    }

    private void softmax(int axis) {
        double smoothing = Math.max(0, maker.random.nextDouble() - 0.5);
        Composite loss = new Composite.SoftmaxCrossEntropy(axis, smoothing);
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
                            positive(feature));
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

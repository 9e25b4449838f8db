package io.jacquard.testkit;

import io.jacquard.ir.Composite;
import io.jacquard.ir.DType;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.PoolWindow;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import java.util.ArrayList;
import java.util.List;

/// Cases of composite operations.
final class CompositeCases {
    private static final double INF = Double.POSITIVE_INFINITY;

    private final List<OpCase> cases = new ArrayList<>();
    private final DType dtype;
    private final Tolerance tolerance;

    private CompositeCases(DType dtype) {
        this.dtype = dtype;
        this.tolerance = tolerance(dtype);
    }

    static Tolerance tolerance(DType dtype) {
        return switch (dtype) {
            case F64 -> Tolerance.DOUBLE;
            case BF16, F16 -> new Tolerance("BFLOAT16", 0x1p-7, 1e-4, Tolerance.Scale.LARGEST);
            case F32, I8, I32, I64, U8, U32, BOOL -> Tolerance.ELEMENTWISE;
        };
    }

    static List<OpCase> all() {
        List<OpCase> all = new ArrayList<>();
        for (DType d : DType.values()) {
            if (d.isFloat()) {
                CompositeCases c = new CompositeCases(d);
                c.softmax();
                c.crossEntropy();
                c.gelu();
                c.dropout();
                c.embedding();
                c.pooling();
                all.addAll(c.cases);
            }
        }
        CompositeCases c = new CompositeCases(DType.U32);
        c.randomBits();
        all.addAll(c.cases);
        return all;
    }

    private void add(Composite op, Tolerance t, Literal... operands) {
        cases.add(OpCase.of(op, t, operands));
    }

    private void softmax() {
        for (int axis = 0; axis < 3; axis++) {
            softmax(axis, Samples.random(dtype, axis, 3, 5, 7));
        }
        softmax(0, Samples.random(dtype, 3, 1));
        softmax(1, Samples.random(dtype, 4, 32, 10));
        softmax(1, Samples.random(dtype, 5, 3, 1001));
        softmax(1, Samples.random(dtype, 6, 0, 3));
        softmax(1, Samples.random(dtype, 7, 3, 0));
        softmax(0, Samples.reals(dtype, 1000, 1000, -1000, -30000));
        softmax(0, Samples.reals(dtype, -INF, 1, 2));
        softmax(0, Samples.reals(dtype, -INF, -INF));
        softmax(0, Samples.reals(dtype, INF, 1));
        softmax(0, Samples.reals(dtype, Double.NaN, 1));
    }

    private void softmax(int axis, Literal x) {
        add(new Composite.Softmax(axis), tolerance, x);
        add(new Composite.LogSoftmax(axis), tolerance, x);
    }

    private void crossEntropy() {
        Literal x = Samples.random(dtype, 1, 4, 5);
        Composite op = new Composite.SoftmaxCrossEntropy(1);
        for (DType d : DType.values()) {
            if (d.isInteger()) {
                add(op, tolerance, x, Samples.reals(d, 0, 4, 2, 7));
            }
        }
        add(op, tolerance, x, Samples.reals(DType.I32, 0, -1, 2, 5));
        add(op, tolerance, x, Samples.between(dtype, 0, 1, 2, 4, 5));
        Composite smooth = new Composite.SoftmaxCrossEntropy(1, 0.1);
        add(smooth, tolerance, x, Samples.reals(DType.I32, 0, -1, 2, 5));
        add(smooth, tolerance, x, Samples.between(dtype, 0, 1, 2, 4, 5));
        add(op, tolerance, Literal.filled(x.type(), -INF), Literal.filled(x.type(), 0));
        Literal deep = Samples.random(dtype, 3, 3, 4, 2);
        add(op, tolerance, deep, Literal.filled(TensorType.of(DType.I32, 3, 2), 3));
        add(op, tolerance, deep, Samples.between(dtype, 0, 1, 4, 3, 4, 2));
        Literal none = Samples.random(dtype, 5, 0, 3);
        add(op, tolerance, none, Literal.zeros(TensorType.of(DType.I32, 0)));
    }

    private void gelu() {
        for (Composite.Gelu.Form form : Composite.Gelu.Form.values()) {
            Composite op = new Composite.Gelu(form);
            add(op, tolerance, Samples.random(dtype, 1, 3, 17));
            add(op, tolerance, Samples.reals(dtype, 0, -0.0, INF, Double.NaN, 9, -9, 100));
            add(op, tolerance, Samples.random(dtype, 2, 0));
        }
    }

    private void dropout() {
        Literal key = Samples.reals(DType.U32, 5, 4294967295.0);
        for (double rate : new double[] {0, 0.1, 0.5, 0.99}) {
            add(new Composite.Dropout(rate), tolerance, Samples.random(dtype, 1, 7, 13), key);
        }
        Literal special = Samples.reals(dtype, Double.NaN, INF, -INF, -0.0);
        add(new Composite.Dropout(0.5), tolerance, special, key);
        add(new Composite.Dropout(0.5), tolerance, Samples.random(dtype, 2, 0), key);
        add(new Composite.Dropout(0.5), tolerance, Samples.reals(dtype, 3).reshape(), key);
    }

    private void embedding() {
        Literal table = Samples.random(dtype, 1, 5, 3);
        for (int padding : new int[] {Composite.Embedding.NO_PADDING, 0, 4}) {
            Composite op = new Composite.Embedding(padding);
            for (DType d : DType.values()) {
                if (d.isInteger()) {
                    embed(op, table, Samples.reals(d, 0, 4, 2, 2, 5, 100).reshape(2, 3));
                }
            }
            embed(op, table, Samples.reals(DType.I32, -1, Integer.MAX_VALUE, Integer.MIN_VALUE));
            embed(op, table, Samples.reals(DType.I32, 3).reshape());
            embed(op, table, Literal.zeros(TensorType.of(DType.I32, 2, 0)));
        }
        Composite op = new Composite.Embedding(Composite.Embedding.NO_PADDING);
        embed(op, Samples.random(dtype, 2, 300, 1), Samples.reals(DType.U8, 255, 0));
        embed(op, Samples.random(dtype, 3, 4, 0), Samples.reals(DType.I32, 1, 2));
        Literal special = Samples.reals(dtype, Double.NaN, INF, -INF, -0.0).reshape(2, 2);
        embed(op, special, Samples.reals(DType.I64, 1, 0));
    }

    private void embed(Composite op, Literal table, Literal ids) {
        add(op, Tolerance.EXACT, table, ids);
    }

    private static PoolWindow window(IntList sizes, IntList strides, IntList low, IntList high) {
        return new PoolWindow(sizes, strides, low, high);
    }

    private void pooling() {
        IntList two = IntList.of(2, 2);
        pool(PoolWindow.valid(two, two), 2, 6, 8, 3);
        pool(PoolWindow.valid(two, two), 2, 7, 5, 1);
        pool(PoolWindow.valid(two, two), 0, 4, 4, 2);
        pool(PoolWindow.valid(two, two), 3, 26, 26, 32);
        pool(PoolWindow.valid(IntList.of(3, 2), IntList.of(1, 2)), 2, 7, 8, 3);
        pool(window(IntList.of(3, 3), two, IntList.of(1, 1), IntList.of(1, 1)), 2, 7, 8, 3);
        pool(window(IntList.of(3, 2), two, IntList.of(0, 1), IntList.of(2, 0)), 1, 6, 7, 2);
        pool(PoolWindow.valid(IntList.of(7, 8), IntList.of(1, 1)), 2, 7, 8, 3);
        pool(PoolWindow.valid(IntList.of(3), IntList.of(2)), 2, 9, 2);
        pool(PoolWindow.valid(IntList.of(2, 2, 2), IntList.of(2, 1, 2)), 1, 4, 3, 5, 2);
        nonFinite();
    }

    private void pool(PoolWindow w, int... sizes) {
        Literal x = Samples.random(dtype, 1, sizes);
        Composite.MaxPool max = new Composite.MaxPool(w);
        TensorType pooled = max.infer(List.of(x.type())).getFirst();
        Literal dy = Samples.random(dtype, 2, pooled.shape().sizes());
        add(max, Tolerance.EXACT, x);
        add(new Composite.MaxPoolGradient(w), tolerance, x, dy);
        add(new Composite.MaxPoolGradient(w), tolerance, Literal.filled(x.type(), 1), dy);
        Literal lowest = Literal.filled(x.type(), Double.NEGATIVE_INFINITY);
        add(new Composite.MaxPoolGradient(w), tolerance, lowest, dy);
        add(new Composite.AveragePool(w), tolerance, x);
        add(new Composite.AveragePoolGradient(w, x.type().shape()), tolerance, dy);
    }

    private void nonFinite() {
        PoolWindow w = PoolWindow.valid(IntList.of(2), IntList.of(2));
        Literal x = Samples.reals(dtype, 1, Double.NaN, INF, 2, -INF, -3, Double.NaN, Double.NaN);
        add(new Composite.MaxPool(w), Tolerance.EXACT, x.reshape(1, 8, 1));
        add(new Composite.AveragePool(w), tolerance, x.reshape(1, 8, 1));
        Literal dy = Samples.reals(dtype, 1, 2, 3, 4).reshape(1, 4, 1);
        add(new Composite.MaxPoolGradient(w), tolerance, x.reshape(1, 8, 1), dy);
    }

    private void randomBits() {
        for (double[] words : new double[][] {{0, 0}, {4294967295.0, 42}}) {
            Literal key = Samples.reals(DType.U32, words);
            for (Shape s : List.of(Shape.SCALAR, Shape.of(0), Shape.of(5), Shape.of(33, 31))) {
                add(new Composite.RandomBits(s), Tolerance.EXACT, key);
            }
        }
    }
}

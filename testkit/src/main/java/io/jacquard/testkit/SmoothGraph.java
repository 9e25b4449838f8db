package io.jacquard.testkit;

import io.jacquard.ir.Binary;
import io.jacquard.ir.Composite;
import io.jacquard.ir.Contraction;
import io.jacquard.ir.Creation;
import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Marker;
import io.jacquard.ir.Op;
import io.jacquard.ir.PoolWindow;
import io.jacquard.ir.Reduction;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Unary;
import io.jacquard.ir.Value;
import java.util.List;

/// A graph in f32 that does not amplify rounding errors: sums are means, products are brought into
/// range by tanh, and nothing jumps.
final class SmoothGraph {
    private static final List<Op> UNARY =
            List.of(
                    new Unary.Abs(),
                    new Unary.Cosine(),
                    new Unary.Erf(),
                    new Unary.Logistic(),
                    new Unary.Negate(),
                    new Unary.Sine(),
                    new Unary.Tanh(),
                    new Marker.StopGradient());
    private static final List<Op> BINARY =
            List.of(
                    new Binary.Add(),
                    new Binary.Subtract(),
                    new Binary.Multiply(),
                    new Binary.Maximum(),
                    new Binary.Minimum());

    private final GraphMaker maker;
    private final Sugar s;

    SmoothGraph(long seed) {
        maker = new GraphMaker("smooth_", seed);
        s = new Sugar(maker.builder);
        maker.parameter(uniform());
        maker.parameter(uniform(maker.between(1, 40)));
        maker.parameter(uniform(maker.between(1, 20), maker.between(1, 20)));
        maker.parameter(uniform(2, maker.between(3, 9), maker.between(3, 9), 3));
    }

    private Literal uniform(int... sizes) {
        return Samples.between(DType.F32, -1, 1, maker.random.nextLong(), sizes);
    }

    RandomGraphs.Graph graph() {
        for (int n = maker.between(10, 40); n > 0; n--) {
            step(maker.any());
        }
        return maker.graph();
    }

    private void step(Value x) {
        switch (maker.random.nextInt(10)) {
            case 0, 1 -> maker.add(maker.oneOf(UNARY), x);
            case 2, 3 -> combine(x, maker.like(x));
            case 4, 5 -> maker.moved(x);
            case 6 -> reduce(x);
            case 7 -> choose(x);
            case 8 -> contract(x);
            default -> compose(x);
        }
    }

    private void combine(Value x, Value y) {
        Value both = maker.builder.add(maker.oneOf(BINARY), x, y);
        maker.add(new Unary.Tanh(), both);
    }

    private void reduce(Value x) {
        IntList axes = maker.someAxes(x.type());
        int count = axes.stream().map(x.type().shape()::size).reduce(1, (a, b) -> a * b);
        if (count == 0) {
            return;
        }
        switch (maker.random.nextInt(3)) {
            case 0 -> maker.add(new Reduction.Reduce(Reducer.MAXIMUM, axes), x);
            case 1 -> maker.add(new Reduction.Reduce(Reducer.MINIMUM, axes), x);
            default -> {
                Value mean = s.mul(s.reduce(Reducer.ADD, x, axes), 1.0 / count);
                combine(mean, mean);
            }
        }
    }

    // The condition is a checkerboard, not a comparison of computed floats, which could jump.
    private void choose(Value x) {
        TensorType counted = new TensorType(DType.I32, Shape.of(x.type().shape().elements()));
        Value iota = maker.builder.add(new Creation.Iota(counted, 0));
        Value odd = s.builder().add(new Binary.And(), iota, s.like(iota, 1));
        Value flags = s.reshape(s.convert(odd, DType.BOOL), x.type().shape());
        maker.add(new Elementwise.Select(), flags, x, maker.like(x));
    }

    private void contract(Value x) {
        Shape shape = x.type().shape();
        if (shape.rank() == 2) {
            Value y = weight(1.0 / Math.max(1, shape.size(1)), shape.size(1), maker.between(1, 33));
            maker.add(Contraction.DotGeneral.matmul(), x, y);
        }
        if (shape.rank() == 4) {
            int channels = shape.size(3);
            Value k = weight(1.0 / (9 * channels + 1), 3, 3, channels, maker.between(1, 9));
            IntList edge = IntList.of(maker.between(0, 1), maker.between(0, 1));
            IntList steps = IntList.of(maker.between(1, 2), maker.between(1, 2));
            Contraction.Window w = Contraction.Window.strided(steps).padded(edge, edge);
            maker.add(Contraction.Convolution.channelsLast(w), x, k);
        }
    }

    private Value weight(double scale, int... sizes) {
        Literal w = Samples.between(DType.F32, -scale, scale, maker.random.nextLong(), sizes);
        return maker.builder.add(new Creation.Constant(w));
    }

    private void compose(Value x) {
        int rank = x.type().rank();
        if (rank > 0) {
            maker.add(new Composite.Softmax(maker.random.nextInt(rank)), x);
        }
        if (rank == 4) {
            IntList two = IntList.of(2, 2);
            PoolWindow window = PoolWindow.valid(two, IntList.of(maker.between(1, 2), 2));
            maker.add(new Composite.AveragePool(window), x);
            maker.add(new Composite.MaxPool(window), x);
        }
    }
}

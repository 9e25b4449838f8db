package io.jacquard.cpu.plan;

import io.jacquard.ir.Contraction;
import io.jacquard.ir.Contraction.Axes;
import io.jacquard.ir.Contraction.Convolution;
import io.jacquard.ir.Creation;
import io.jacquard.ir.DType;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.Value;

/// Any convolution as a forward one of channels-last data, the form that oneDNN takes: axes are
/// turned, groups of images become groups of features, and zeros are written out where windows step
/// between elements or skip some. Dtypes that oneDNN does not take end in {@link PlainProducts}.
final class Convolutions {
    private final Sugar s;
    private final Convolution op;
    private final int spatial;

    private Convolutions(Sugar s, Convolution op) {
        this.s = s;
        this.op = op;
        this.spatial = op.window().strides().size();
    }

    /// Appends primitives and one forward convolution.
    static Value general(Sugar s, Convolution op, Value data, Value kernel) {
        Convolutions c = new Convolutions(s, op);
        Value x = c.grouped(c.turned(data, order(op.lhs())));
        Value k = c.turned(kernel, kernelOrder(op.rhs()));
        Value y = c.spatial == 0 ? c.product(x, k) : c.slid(x, k);
        return c.turned(y, order(op.out()).inverse());
    }

    private static IntList order(Axes axes) {
        return IntList.of(axes.outer()).concat(axes.spatial()).concat(IntList.of(axes.feature()));
    }

    private static IntList kernelOrder(Axes axes) {
        return axes.spatial().concat(IntList.of(axes.feature(), axes.outer()));
    }

    private Value turned(Value x, IntList order) {
        boolean same = order.equals(IntList.range(0, order.size()));
        return same ? x : s.transpose(x, order);
    }

    /// Puts the images of each group side by side as features: `[g * n, ..., c]` becomes `[n, ...,
    /// g * c]`.
    private Value grouped(Value x) {
        int groups = op.batchGroups();
        if (groups == 1) {
            return x;
        }
        Shape shape = x.type().shape();
        int rank = shape.rank();
        IntList images = IntList.of(groups, shape.size(0) / groups);
        IntList rest = IntList.of(shape.sizes()).slice(1, rank);
        Value split = s.reshape(x, Shape.of(images.concat(rest).toArray()));
        IntList order = IntList.range(1, rank).concat(IntList.of(0, rank));
        Shape joined = shape.with(0, images.at(1)).with(rank - 1, groups * shape.size(rank - 1));
        return s.reshape(s.transpose(split, order), joined);
    }

    private Value product(Value x, Value k) {
        Value line = s.reshape(x, between(x.type().shape(), 1));
        Value kernel = s.reshape(k, between(k.type().shape(), 0));
        Value y = forward(Contraction.Window.valid(1), line, kernel);
        return s.reshape(y, Shape.of(y.type().shape().size(0), y.type().shape().size(2)));
    }

    // The shape with a spatial axis of size 1.
    private static Shape between(Shape shape, int axis) {
        IntList sizes = IntList.of(shape.sizes());
        return Shape.of(
                sizes.slice(0, axis)
                        .concat(IntList.of(1))
                        .concat(sizes.slice(axis, sizes.size()))
                        .toArray());
    }

    private Value slid(Value x, Value k) {
        Contraction.Window w = op.window();
        if (isPlain(w, k.type().shape()) && isOnednn(x)) {
            return forward(w, x, k);
        }
        IntList edge = IntList.of(0);
        Shaping.Pad zeros =
                new Shaping.Pad(
                        edge.concat(w.low()).concat(edge),
                        edge.concat(w.high()).concat(edge),
                        edge.concat(IntList.generate(spatial, i -> w.lhsDilation().at(i) - 1))
                                .concat(edge));
        Value zero = s.builder().add(new Creation.Constant(Literal.scalar(x.type().dtype(), 0)));
        IntList none = IntList.repeat(0, spatial);
        IntList one = IntList.repeat(1, spatial);
        Contraction.Window rest =
                new Contraction.Window(w.strides(), none, none, one, w.rhsDilation());
        return forward(rest, s.builder().add(zeros, x, zero), k);
    }

    private static boolean isOnednn(Value x) {
        return x.type().dtype() == DType.F32 && x.type().rank() <= 5;
    }

    private Value forward(Contraction.Window w, Value x, Value k) {
        int n = w.strides().size();
        int groups = op.featureGroups() * op.batchGroups();
        if (!isOnednn(x)) {
            return PlainProducts.convolution(s, w, x, k, groups);
        }
        Axes data = Axes.channelsLast(n);
        return s.builder().add(new Convolution(w, data, Axes.kernel(n), data, groups, 1), x, k);
    }

    /// True for a window that oneDNN slides: over the elements one by one, each window touching
    /// some of them.
    ///
    /// @param kernel shape of the kernel, its spatial axes first
    static boolean isPlain(Contraction.Window w, Shape kernel) {
        for (int i = 0; i < w.strides().size(); i++) {
            int covered = (kernel.size(i) - 1) * w.rhsDilation().at(i) + 1;
            boolean padded =
                    isPadding(w.low().at(i), covered) && isPadding(w.high().at(i), covered);
            if (!padded || w.lhsDilation().at(i) != 1) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPadding(int zeros, int covered) {
        return zeros >= 0 && zeros < covered;
    }
}

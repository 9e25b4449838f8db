package io.jacquard.ir.autodiff;

import io.jacquard.ir.Contraction.Axes;
import io.jacquard.ir.Contraction.Convolution;
import io.jacquard.ir.Contraction.Window;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;

/// The two gradients of a convolution, which are convolutions too, in the one form in which reverse
/// mode writes them and in which a backend finds them again ({@link ConvolutionRole#of}).
///
/// Let the forward convolution have strides s, padding low and high, data dilation a, kernel
/// dilation r, feature groups g, and along a spatial axis n elements of data, k of the kernel and m
/// of the result. Spread out, these cover `N = (n - 1) a + 1`, `K = (k - 1) r + 1` and `M = (m - 1)
/// s + 1` elements. To exchange axes means to swap outer and feature.
///
/// | | gradient of the data | gradient of the kernel |
/// |---|---|---|
/// | operands | gradient of the result, prepared kernel | data, gradient of the result |
/// | strides | a | r |
/// | low | K - 1 - low | low |
/// | high | N - M + low | M - N + K - 1 - low |
/// | lhsDilation | s | a |
/// | rhsDilation | r | s |
/// | lhs axes | forward out | forward lhs, exchanged |
/// | rhs axes | forward rhs, exchanged | forward out, exchanged |
/// | out axes | forward lhs | forward rhs, exchanged |
/// | feature groups | g | 1 |
/// | batch groups | 1 | g |
///
/// The prepared kernel is the kernel with its spatial axes turned by `reverse`; with more than one
/// group it is first regrouped by `reshape`, `transpose` and `reshape`: the group leaves the output
/// features and joins the input features as their major part. A forward convolution with b batch
/// groups is treated as one with b feature groups, whose data gradient is then regrouped from its
/// features to its batch, and whose kernel gradient has b feature groups.
///
/// Source: Dumoulin, Visin, *A guide to convolution arithmetic for deep learning*, 2016, arXiv
/// 1603.07285, chapter 4.
public final class ConvolutionGradients {
    private ConvolutionGradients() {}

    /// The convolution that computes the gradient of the data from the gradient of the result and
    /// the prepared kernel; with batch groups, before it is regrouped.
    ///
    /// @param forward the convolution
    /// @param data shape of its data
    /// @param kernel shape of its kernel
    public static Convolution input(Convolution forward, Shape data, Shape kernel) {
        Window w = forward.window();
        Extents e = new Extents(forward, data, kernel);
        IntList low = e.each(i -> e.kernel(i) - 1 - w.low().at(i));
        IntList high = e.each(i -> e.data(i) - e.result(i) + w.low().at(i));
        return new Convolution(
                new Window(
                        /* strides= */ w.lhsDilation(),
                        low,
                        high,
                        /* lhsDilation= */ w.strides(),
                        w.rhsDilation()),
                /* lhs= */ forward.out(),
                exchanged(forward.rhs()),
                /* out= */ forward.lhs(),
                groups(forward),
                1);
    }

    /// The convolution that computes the gradient of the kernel from the data and the gradient of
    /// the result.
    ///
    /// @param forward the convolution
    /// @param data shape of its data
    /// @param kernel shape of its kernel
    public static Convolution kernel(Convolution forward, Shape data, Shape kernel) {
        Window w = forward.window();
        Extents e = new Extents(forward, data, kernel);
        IntList high = e.each(i -> e.result(i) - e.data(i) + e.kernel(i) - 1 - w.low().at(i));
        return new Convolution(
                new Window(
                        /* strides= */ w.rhsDilation(),
                        w.low(),
                        high,
                        w.lhsDilation(),
                        /* rhsDilation= */ w.strides()),
                exchanged(forward.lhs()),
                exchanged(forward.out()),
                exchanged(forward.rhs()),
                /* featureGroups= */ forward.batchGroups(),
                /* batchGroups= */ forward.featureGroups());
    }

    static Value input(Sugar s, Convolution op, Instruction forward, Value d) {
        TensorType data = forward.operand(0).type();
        TensorType kernel = forward.operand(1).type();
        if (isEmpty(d.type(), data, kernel)) {
            return s.filled(data, 0);
        }
        Value prepared = prepared(s, op, forward.operand(1));
        Convolution back = input(op, data.shape(), kernel.shape());
        Value dx = s.builder().add(back, d, prepared);
        Axes x = op.lhs();
        return op.batchGroups() == 1
                ? dx
                : regrouped(s, dx, op.batchGroups(), x.feature(), x.outer());
    }

    static Value kernel(Sugar s, Convolution op, Instruction forward, Value d) {
        TensorType data = forward.operand(0).type();
        TensorType kernel = forward.operand(1).type();
        if (isEmpty(d.type(), data, kernel)) {
            return s.filled(kernel, 0);
        }
        Convolution back = kernel(op, data.shape(), kernel.shape());
        return s.builder().add(back, forward.operand(0), d);
    }

    private static boolean isEmpty(TensorType... types) {
        for (TensorType t : types) {
            if (t.shape().elements() == 0) {
                return true;
            }
        }
        return false;
    }

    private static Value prepared(Sugar s, Convolution op, Value kernel) {
        Axes k = op.rhs();
        int groups = groups(op);
        Value grouped = groups == 1 ? kernel : regrouped(s, kernel, groups, k.outer(), k.feature());
        return s.builder().add(new Shaping.Reverse(k.spatial()), grouped);
    }

    static Value regrouped(Sugar s, Value x, int groups, int from, int to) {
        Regrouping r = new Regrouping(x.type().shape(), groups, from, to);
        Value split = s.builder().add(r.split(), x);
        Value moved = s.builder().add(r.move(), split);
        return s.builder().add(r.merge(), moved);
    }

    static int groups(Convolution op) {
        return Math.max(op.featureGroups(), op.batchGroups());
    }

    static Axes exchanged(Axes axes) {
        return new Axes(/* outer= */ axes.feature(), /* feature= */ axes.outer(), axes.spatial());
    }
}

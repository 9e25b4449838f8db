package io.jacquard.cpu.plan;

import io.jacquard.ir.Contraction.DotGeneral;
import io.jacquard.ir.Contraction.Window;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.Value;
import java.util.Objects;

/// Products in multiplications and sums, which generated kernels fuse: for dtypes that oneDNN does
/// not multiply.
final class PlainProducts {
    private PlainProducts() {}

    /// Appends a general matrix product.
    static Value dot(Sugar s, DotGeneral d, Value lhs, Value rhs) {
        IntList lFree = DotGeneral.free(lhs.type(), d.lhsBatching(), d.lhsContracting());
        IntList rFree = DotGeneral.free(rhs.type(), d.rhsBatching(), d.rhsContracting());
        Value l = s.transpose(lhs, d.lhsBatching().concat(lFree).concat(d.lhsContracting()));
        Value r = s.transpose(rhs, d.rhsBatching().concat(rFree).concat(d.rhsContracting()));
        int batch = d.lhsBatching().size();
        int left = batch + lFree.size();
        int results = left + rFree.size();
        int rank = results + d.lhsContracting().size();
        IntList lAxes = IntList.range(0, left).concat(IntList.range(results, rank));
        IntList rAxes = IntList.range(0, batch).concat(IntList.range(left, rank));
        IntList lSizes = IntList.of(l.type().shape().sizes());
        IntList rSizes = IntList.of(r.type().shape().sizes());
        Shape all =
                Shape.of(
                        lSizes.slice(0, left).concat(rSizes.slice(batch, rSizes.size())).toArray());
        Value products = s.mul(s.broadcast(l, all, lAxes), s.broadcast(r, all, rAxes));
        return s.reduce(Reducer.ADD, products, IntList.range(results, rank));
    }

    /// Appends a forward convolution of channels-last data: for each place of the kernel the data
    /// that it meets, times its weights.
    ///
    /// @param x `[n, spatial..., groups * c]`, not dilated, padding written out
    /// @param kernel `[spatial..., c, groups * out]`
    /// @param groups number of feature groups
    static Value convolution(Sugar s, Window w, Value x, Value kernel, int groups) {
        Shape k = kernel.type().shape();
        int spatial = w.strides().size();
        int places = 1;
        for (int i = 0; i < spatial; i++) {
            places *= k.size(i);
        }
        Value sum = null;
        for (int place = 0; place < places; place++) {
            int[] at = new int[spatial];
            int rest = place;
            for (int i = spatial - 1; i >= 0; i--) {
                at[i] = rest % k.size(i);
                rest /= k.size(i);
            }
            Value met = s.builder().add(met(w, x.type().shape(), k, IntList.of(at)), x);
            Value part = weighted(s, met, weights(s, kernel, IntList.of(at)), groups);
            sum = sum == null ? part : s.add(sum, part);
        }
        return Objects.requireNonNull(sum);
    }

    // The elements that one place of the kernel meets.
    private static Shaping.Slice met(Window w, Shape x, Shape k, IntList at) {
        int n = at.size();
        IntList edge = IntList.of(0);
        IntList starts = IntList.generate(n, i -> at.at(i) * w.rhsDilation().at(i));
        IntList limits =
                IntList.generate(
                        n,
                        i ->
                                starts.at(i)
                                        + (w.positions(i, x.size(i + 1), k.size(i)) - 1)
                                                * w.strides().at(i)
                                        + 1);
        IntList one = IntList.of(1);
        return new Shaping.Slice(
                edge.concat(starts).concat(edge),
                IntList.of(x.size(0)).concat(limits).concat(IntList.of(x.size(n + 1))),
                one.concat(w.strides()).concat(one));
    }

    private static Value weights(Sugar s, Value kernel, IntList at) {
        Shape k = kernel.type().shape();
        int n = at.size();
        IntList sizes = IntList.of(k.sizes()).slice(n, n + 2);
        Shaping.Slice one =
                new Shaping.Slice(
                        at.concat(IntList.of(0, 0)),
                        IntList.generate(n, i -> at.at(i) + 1).concat(sizes),
                        IntList.repeat(1, n + 2));
        return s.reshape(s.builder().add(one, kernel), Shape.of(sizes.toArray()));
    }

    // [n, ..., g * c] times [c, g * o], group by group.
    private static Value weighted(Sugar s, Value x, Value weights, int g) {
        Shape shape = x.type().shape();
        int last = shape.rank() - 1;
        int c = shape.size(last) / g;
        int o = weights.type().shape().size(1) / g;
        int points = shape.elements() / Math.max(1, g * c);
        Value split = s.reshape(x, Shape.of(points, g, c));
        Value kernel = s.reshape(weights, Shape.of(c, g, o));
        IntList channel = IntList.of(2);
        DotGeneral dot = new DotGeneral(IntList.of(1), IntList.of(1), channel, IntList.of(0));
        Value y = s.transpose(dot(s, dot, split, kernel), IntList.of(1, 0, 2));
        return s.reshape(y, shape.with(last, g * o));
    }
}

package io.jacquard.cpu.plan;

import io.jacquard.ir.Contraction.Convolution;
import io.jacquard.ir.Contraction.DotGeneral;
import io.jacquard.ir.Creation;
import io.jacquard.ir.DType;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.Value;
import io.jacquard.ir.autodiff.ConvolutionRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Convolutions, and their gradients, that are matrix products once what meets padding only is cut
/// off: one element of the kernel slides over the data, or one window covers all of them. So are
/// kernels of 1x1, and kernels of 3x3 on pictures of 1x1.
final class DenseConvolutions {
    // The gradient by the kernel sums over all places of all pictures. Where that sum is long and
    // the result small, parts of the batch are summed side by side.
    private static final int LONG_SUM = 2_048;
    private static final int SMALL_RESULT = 65_536;
    private static final int MOST_PARTS = 8;

    private static final IntList NONE = IntList.of();

    private final Sugar s;
    private final List<Reach> reaches;

    private DenseConvolutions(Sugar s, List<Reach> reaches) {
        this.s = s;
        this.reaches = reaches;
    }

    /// Appends matrix products that compute a convolution, if there are such.
    ///
    /// @param i the convolution, of f32
    /// @param map gives what stands for a value of its function
    static Optional<Value> of(Sugar s, Instruction i, Function<Value, Value> map) {
        Shape made = i.result().type().shape();
        if (i.result().type().dtype() != DType.F32 || made.elements() == 0) {
            return Optional.empty();
        }
        return switch (ConvolutionRole.of(i)) {
            case ConvolutionRole.Forward f ->
                    planned(s, f.forward(), shape(f.data()), shape(f.kernel()), made)
                            .map(d -> d.forward(map.apply(f.data()), map.apply(f.kernel()), made));
            case ConvolutionRole.InputGradient g ->
                    planned(s, g.forward(), made, shape(g.kernel()), shape(g.gradient()))
                            .map(d ->
                                    d.inputGradient(
                                            map.apply(g.gradient()), map.apply(g.kernel()), made));
            case ConvolutionRole.KernelGradient g ->
                    planned(s, g.forward(), shape(g.data()), made, shape(g.gradient()))
                            .map(d ->
                                    d.kernelGradient(
                                            map.apply(g.data()), map.apply(g.gradient()), made));
            case ConvolutionRole.Other _ -> Optional.empty();
        };
    }

    private static Shape shape(Value v) {
        return v.type().shape();
    }

    private static Optional<DenseConvolutions> planned(
            Sugar s, Convolution forward, Shape data, Shape kernel, Shape result) {
        boolean grouped = forward.featureGroups() > 1 || forward.batchGroups() > 1;
        boolean dilated = forward.window().lhsDilation().stream().anyMatch(d -> d != 1);
        if (grouped || dilated || data.elements() == 0 || kernel.elements() == 0) {
            return Optional.empty();
        }
        List<Reach> reaches = new ArrayList<>();
        for (int i = 0; i < forward.window().strides().size(); i++) {
            Reach.Sizes sizes =
                    new Reach.Sizes(data.size(i + 1), kernel.size(i), result.size(i + 1));
            reaches.add(Reach.of(forward.window(), i, sizes));
        }
        boolean sliding = reaches.stream().allMatch(Reach::isSliding);
        boolean covering = reaches.stream().allMatch(Reach::isCovering);
        return (sliding || covering) && !reaches.isEmpty()
                ? Optional.of(new DenseConvolutions(s, reaches))
                : Optional.empty();
    }

    // `[batch, places, in] . [places, in, out]`, of which one of the two has a single place.
    private Value forward(Value data, Value kernel, Shape result) {
        Value x = cut(data, 1, Reach::data);
        Value k = cut(kernel, 0, Reach::kernel);
        int in = k.type().shape().size(-2);
        int out = k.type().shape().size(-1);
        int sum = places(Reach::kernel) * in;
        Value rows = s.reshape(x, Shape.of(x.type().shape().elements() / sum, sum));
        Value y = product(rows, s.reshape(k, Shape.of(sum, out)), 1, 0);
        return grown(y, result, 1, Reach::result);
    }

    private Value inputGradient(Value gradient, Value kernel, Shape data) {
        Value dy = cut(gradient, 1, Reach::result);
        Value k = cut(kernel, 0, Reach::kernel);
        int out = k.type().shape().size(-1);
        Value rows = s.reshape(dy, Shape.of(dy.type().shape().elements() / out, out));
        Value columns = s.reshape(k, Shape.of(k.type().shape().elements() / out, out));
        return grown(product(rows, columns, 1, 1), data, 1, Reach::data);
    }

    private Value kernelGradient(Value data, Value gradient, Shape kernel) {
        Value x = cut(data, 1, Reach::data);
        Value dy = cut(gradient, 1, Reach::result);
        int out = kernel.size(-1);
        int in = kernel.size(-2) * places(Reach::kernel);
        int sum = dy.type().shape().elements() / out;
        int parts = parts(data.type().shape().size(0), sum, in * out);
        Value rows = s.reshape(x, Shape.of(parts, sum / parts, in));
        Value columns = s.reshape(dy, Shape.of(parts, sum / parts, out));
        IntList batch = IntList.of(0);
        DotGeneral each = new DotGeneral(batch, batch, IntList.of(1), IntList.of(1));
        Value products = s.builder().add(each, rows, columns);
        Value total = parts == 1 ? products : s.reduce(Reducer.ADD, products, batch);
        return grown(total, kernel, 0, Reach::kernel);
    }

    private static int parts(int batch, int sum, int result) {
        int parts = 1;
        while (result <= SMALL_RESULT
                && parts < MOST_PARTS
                && batch % (2 * parts) == 0
                && sum / parts >= LONG_SUM) {
            parts *= 2;
        }
        return parts;
    }

    private Value product(Value rows, Value columns, int rowAxis, int columnAxis) {
        DotGeneral dot = new DotGeneral(NONE, NONE, IntList.of(rowAxis), IntList.of(columnAxis));
        return s.builder().add(dot, rows, columns);
    }

    private int places(Function<Reach, Reach.Range> which) {
        return reaches.stream().mapToInt(r -> which.apply(r).size()).reduce(1, (a, b) -> a * b);
    }

    // What is met, of an array whose spatial axes begin at `first`.
    private Value cut(Value v, int first, Function<Reach, Reach.Range> which) {
        int[] starts = new int[v.type().rank()];
        int[] limits = v.type().shape().sizes();
        for (int i = 0; i < reaches.size(); i++) {
            starts[first + i] = which.apply(reaches.get(i)).start();
            limits[first + i] = which.apply(reaches.get(i)).end();
        }
        IntList one = IntList.repeat(1, starts.length);
        return s.builder().add(new Shaping.Slice(IntList.of(starts), IntList.of(limits), one), v);
    }

    // The whole array, zero where nothing was met.
    private Value grown(Value v, Shape whole, int first, Function<Reach, Reach.Range> which) {
        int[] low = new int[whole.rank()];
        int[] high = new int[whole.rank()];
        int[] met = whole.sizes();
        for (int i = 0; i < reaches.size(); i++) {
            Reach.Range r = which.apply(reaches.get(i));
            low[first + i] = r.start();
            high[first + i] = whole.size(first + i) - r.end();
            met[first + i] = r.size();
        }
        Value inside = s.reshape(v, Shape.of(met));
        if (inside.type().shape().equals(whole)) {
            return inside;
        }
        Value zero = s.builder().add(new Creation.Constant(Literal.scalar(DType.F32, 0)));
        IntList none = IntList.repeat(0, low.length);
        Shaping.Pad pad = new Shaping.Pad(IntList.of(low), IntList.of(high), none);
        return s.builder().add(pad, inside, zero);
    }
}

package io.jacquard.pjrt.stablehlo;

import io.jacquard.ir.Composite;
import io.jacquard.ir.DType;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.PoolWindow;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Windowed;
import io.jacquard.pjrt.stablehlo.Selection.Rule;
import java.util.List;

/// Pooling by XLA's own windows instead of a slice for each place of the window.
///
/// | operation | what is written |
/// |---|---|
/// | `max_pool` | `reduce_window` of the maximum |
/// | `max_pool_gradient` | {@link Selection}, which takes the first NaN before the first largest |
/// | `average_pool` | `reduce_window` of the sum, divided by the number of elements |
/// | `average_pool_gradient` | the shares moved apart by the strides, `reduce_window` of their sum |
///
/// 16-bit floats are summed in f32.
record Pools(Primitives p) {
    Ssa of(Composite.Pool op, List<Ssa> operands, TensorType result) {
        Ssa x = operands.getFirst();
        PoolWindow w = op.window();
        Windowed.Window window = Windows.spatial(w.sizes(), w.strides(), w.low(), w.high());
        Windows windows = new Windows(p);
        return switch (op) {
            case Composite.MaxPool _ -> reduced(Reducer.MAXIMUM, window, x, result);
            case Composite.MaxPoolGradient _ ->
                    windows.scatter(window, x, operands.getLast(), Rule.NAN_IS_LARGEST);
            case Composite.AveragePool _ -> {
                Ssa sum = reduced(Reducer.ADD, window, wide(x), result.with(wide(x.dtype())));
                yield p.convert(mean(sum, w, x.shape()), x.dtype());
            }
            case Composite.AveragePoolGradient g ->
                    p.convert(spread(mean(wide(x), w, g.shape()), w, g.shape()), x.dtype());
        };
    }

    private static DType wide(DType dtype) {
        return new Combining(Reducer.ADD).wide(dtype);
    }

    private Ssa wide(Ssa x) {
        return p.convert(x, wide(x.dtype()));
    }

    private Ssa reduced(Reducer reducer, Windowed.Window window, Ssa x, TensorType result) {
        Windowed.ReduceWindow op = Windowed.ReduceWindow.of(reducer, window);
        return new Windows(p).of(op, List.of(x), result);
    }

    // Divided by the number of elements that each window has without padding.
    private Ssa mean(Ssa sum, PoolWindow w, Shape in) {
        Shape out = Shape.of(IntList.of(sum.shape().sizes()).slice(1, 1 + w.rank()).toArray());
        Literal counts = Literal.zeros(new TensorType(sum.dtype(), out));
        for (int i = 0; i < counts.elements(); i++) {
            counts.set(i, count(w, in, out, i));
        }
        Ssa repeated = p.broadcast(p.constant(counts), sum.shape(), IntList.range(1, 1 + w.rank()));
        return p.same("stablehlo.divide", sum, repeated);
    }

    private static int count(PoolWindow w, Shape in, Shape out, int position) {
        int count = 1;
        for (int axis = 0; axis < w.rank(); axis++) {
            int at = position / out.strides()[axis] % out.size(axis);
            int start = at * w.strides().at(axis) - w.low().at(axis);
            int end = Math.min(start + w.sizes().at(axis), in.size(axis + 1));
            count *= end - Math.max(start, 0);
        }
        return count;
    }

    // Each share is added to all elements of its window.
    private Ssa spread(Ssa share, PoolWindow w, Shape in) {
        if (share.isEmpty()) {
            return p.splat(share.type().with(in), 0);
        }
        IntList low = IntList.generate(w.rank(), i -> w.sizes().at(i) - 1 - w.low().at(i));
        IntList apart =
                IntList.generate(
                        w.rank(), i -> (share.shape().size(i + 1) - 1) * w.strides().at(i) + 1);
        IntList high =
                IntList.generate(
                        w.rank(),
                        i -> in.size(i + 1) + w.sizes().at(i) - 1 - apart.at(i) - low.at(i));
        IntList between = IntList.generate(w.rank(), i -> w.strides().at(i) - 1);
        Shaping.Pad pad =
                new Shaping.Pad(
                        Windows.edged(low, 0), Windows.edged(high, 0), Windows.edged(between, 0));
        Ssa padded = p.pad(share, p.splat(TensorType.of(share.dtype()), 0), pad);
        Windowed.Window window =
                Windowed.Window.valid(Windows.edged(w.sizes(), 1), IntList.repeat(1, w.rank() + 2));
        return reduced(Reducer.ADD, window, padded, share.type().with(in));
    }
}

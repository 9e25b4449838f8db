package io.jacquard.pjrt.stablehlo;

import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise.Direction;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Windowed;
import java.util.List;
import java.util.stream.IntStream;

/// Sliding windows; sums of 16-bit floats in f32, rounded once. Of scalars the window is the
/// scalar.
record Windows(Primitives p) {
    Ssa of(Windowed op, List<Ssa> operands, TensorType result) {
        Ssa x = operands.getFirst();
        return switch (op) {
            case Windowed.ReduceWindow r -> reduce(r, x, result);
            case Windowed.SelectAndScatter s ->
                    scatter(s.window(), x, operands.getLast(), this::isAtLeast);
        };
    }

    private Ssa reduce(Windowed.ReduceWindow op, Ssa x, TensorType result) {
        Combining combining = new Combining(op.reducer());
        if (x.isEmpty()) {
            return p.splat(result.shape(), combining.identity(x.dtype()));
        }
        DType dtype = combining.wide(x.dtype());
        Ssa wide = p.convert(x, dtype);
        Ssa start = combining.start(p, dtype);
        if (x.rank() == 0) {
            return p.convert(combining.apply(p, start, wide), x.dtype());
        }
        if (isCropped(op.window())) {
            Ssa left = cropped(op, wide, start);
            return p.convert(strided(uncropped(op), left, start), x.dtype());
        }
        return p.convert(strided(op, wide, start), x.dtype());
    }

    // XLA ends the process on some windows of one element with negative padding, so that what it
    // cuts is cut before.
    private static boolean isCropped(Windowed.Window w) {
        return IntStream.concat(w.low().stream(), w.high().stream()).anyMatch(n -> n < 0);
    }

    private Ssa cropped(Windowed.ReduceWindow op, Ssa x, Ssa start) {
        IntList between = IntList.generate(x.rank(), i -> op.baseDilations().at(i) - 1);
        return p.pad(x, start, new Shaping.Pad(op.window().low(), op.window().high(), between));
    }

    private static Windowed.ReduceWindow uncropped(Windowed.ReduceWindow op) {
        Windowed.Window w = op.window();
        int rank = w.dimensions().size();
        IntList none = IntList.repeat(0, rank);
        return new Windowed.ReduceWindow(
                op.reducer(),
                new Windowed.Window(w.dimensions(), w.strides(), none, none),
                IntList.repeat(1, rank),
                op.windowDilations());
    }

    // XLA on the processor takes other elements where a window with holes moves more than one step,
    // so it moves one step, and the results between are left out.
    private Ssa strided(Windowed.ReduceWindow op, Ssa x, Ssa start) {
        IntList strides = op.window().strides();
        if (isOnes(op.windowDilations()) || isOnes(strides)) {
            return combined(op, x, start);
        }
        Windowed.Window w = op.window();
        IntList ones = IntList.repeat(1, strides.size());
        Ssa all =
                combined(
                        new Windowed.ReduceWindow(
                                op.reducer(),
                                new Windowed.Window(w.dimensions(), ones, w.low(), w.high()),
                                op.baseDilations(),
                                op.windowDilations()),
                        x,
                        start);
        return p.slice(
                all,
                new Shaping.Slice(
                        IntList.repeat(0, strides.size()),
                        IntList.of(all.shape().sizes()),
                        strides));
    }

    private static boolean isOnes(IntList list) {
        return list.stream().allMatch(n -> n == 1);
    }

    private Ssa combined(Windowed.ReduceWindow op, Ssa x, Ssa start) {
        Combining combining = new Combining(op.reducer());
        TensorType result = op.infer(List.of(x.type())).getFirst();
        Windowed.Window w = op.window();
        String head =
                "\"stablehlo.reduce_window\"(%s, %s) <{base_dilations = %s, padding = %s, window_dilations = %s, window_dimensions = %s, window_strides = %s}>"
                        .formatted(
                                x,
                                start,
                                Attributes.array(op.baseDilations()),
                                Attributes.padding(w.low(), w.high()),
                                Attributes.array(op.windowDilations()),
                                Attributes.array(w.dimensions()),
                                Attributes.array(w.strides()));
        return p.code()
                .let(
                        head,
                        List.of(combining.region(p, x.dtype())),
                        List.of(x.type(), start.type()),
                        List.of(result))
                .getFirst();
    }

    /// Which of two elements of a window is kept.
    interface Choice {
        Ssa keepsFirst(Ssa selected, Ssa other);
    }

    private Ssa isAtLeast(Ssa selected, Ssa other) {
        return p.compare(Direction.GE, selected, other);
    }

    /// The choice of the first largest, or the first NaN.
    Ssa isFirstLargest(Ssa selected, Ssa other) {
        return p.or(isAtLeast(selected, other), p.isNan(selected));
    }

    Ssa scatter(Windowed.Window w, Ssa x, Ssa source, Choice choice) {
        Combining sum = new Combining(Reducer.ADD);
        if (source.isEmpty()) {
            return p.splat(x.type(), 0);
        }
        DType dtype = sum.wide(x.dtype());
        Ssa wide = p.convert(x, dtype);
        Ssa start = sum.start(p, dtype);
        Ssa more = p.convert(source, dtype);
        if (x.rank() == 0) {
            return p.convert(p.add(start, more), x.dtype());
        }
        TensorType scalar = TensorType.of(dtype);
        Region select =
                new Region(
                        List.of(scalar, scalar),
                        xs -> List.of(choice.keepsFirst(xs.getFirst(), xs.getLast())));
        Ssa made =
                p.code()
                        .let(
                                "\"stablehlo.select_and_scatter\"(%s, %s, %s) <{padding = %s, window_dimensions = %s, window_strides = %s}>"
                                        .formatted(
                                                wide,
                                                more,
                                                start,
                                                Attributes.padding(w.low(), w.high()),
                                                Attributes.array(w.dimensions()),
                                                Attributes.array(w.strides())),
                                List.of(select, sum.region(p, dtype)),
                                List.of(wide.type(), more.type(), start.type()),
                                List.of(wide.type()))
                        .getFirst();
        return p.convert(made, x.dtype());
    }

    /// A window over the spatial axes of channels-last data.
    static Windowed.Window spatial(IntList sizes, IntList strides, IntList low, IntList high) {
        return new Windowed.Window(
                edged(sizes, 1), edged(strides, 1), edged(low, 0), edged(high, 0));
    }

    static IntList edged(IntList spatial, int edge) {
        return IntList.of(edge).concat(spatial).concat(IntList.of(edge));
    }
}
